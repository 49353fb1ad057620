using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>The grey of a colour image (0.2989 R + 0.587 G + 0.114 B, cut to whole numbers where they are).</summary>
            /// <param name="input">An image with three channels, or one, which stays.</param>
            /// <param name="num_output_channels">1, or 3 equal channels.</param>
            public static Tensor rgb_to_grayscale(Tensor input, int num_output_channels = 1)
            {
                Images.CheckChannels(input, nameof(rgb_to_grayscale), 1, 3);
                if (num_output_channels is not (1 or 3)) throw new ArgumentOutOfRangeException(nameof(num_output_channels), num_output_channels, "Grey images have 1 or 3 channels.");
                using var scope = NewDisposeScope();
                var gray = input;
                if (Images.Channels(input) == 3) gray = (input.select(-3, 0) * 0.2989 + input.select(-3, 1) * 0.587 + input.select(-3, 2) * 0.114).to(input.dtype).unsqueeze(-3);
                return (num_output_channels == 1 ? gray.alias() : cat([gray, gray, gray], -3)).MoveToOuterDisposeScope();
            }

            /// <summary>The negative: white minus each value.</summary>
            public static Tensor invert(Tensor input)
            {
                Images.Check(input);
                return input.dtype == ScalarType.Byte ? input.bitwise_not() : Images.White(input) is var white && input.is_floating_point() ? 1 - input : (long)white - input;
            }

            /// <summary>Keeps only the highest bits of bytes.</summary>
            /// <exception cref="ArgumentException">The image does not consist of bytes, or the number of bits is not 0 to 8.</exception>
            public static Tensor posterize(Tensor input, int bits)
            {
                CheckBytes(input, nameof(posterize));
                if (bits is < 0 or > 8) throw new ArgumentOutOfRangeException(nameof(bits), bits, "Bytes have 0 to 8 bits to keep.");
                using var mask = tensor((byte)(0xFF << (8 - bits)), device: input.device);
                return input.bitwise_and(mask);
            }

            /// <summary>The negative of what is at least as bright as the threshold.</summary>
            public static Tensor solarize(Tensor input, double threshold)
            {
                Images.Check(input);
                using var scope = NewDisposeScope();
                return invert(input).where(input.ge(threshold), input).MoveToOuterDisposeScope();
            }

            /// <summary>Stretches each channel so that its darkest value is black and its brightest white.</summary>
            public static Tensor autocontrast(Tensor input)
            {
                Images.CheckChannels(input, nameof(autocontrast), 1, 3);
                using var scope = NewDisposeScope();
                var white = Images.White(input);
                var values = input.is_floating_point() ? input : input.to(ScalarType.Float32);
                var (least, most) = (values.amin([-2, -1], keepdim: true), values.amax([-2, -1], keepdim: true));
                var flat = least.eq(most);
                var scale = (1 / (most - least) * white).masked_fill(flat, 1);
                return ((values - least.masked_fill(flat, 0)) * scale).clamp(0, white).to(input.dtype).MoveToOuterDisposeScope();
            }

            /// <summary>Makes all brightnesses of each channel about equally frequent.</summary>
            /// <exception cref="ArgumentException">The image does not consist of bytes, or has other than 1 or 3 channels.</exception>
            public static Tensor equalize(Tensor input)
            {
                Images.CheckChannels(input, nameof(equalize), 1, 3);
                CheckBytes(input, nameof(equalize));
                using var scope = NewDisposeScope();
                var here = input.cpu().contiguous();
                var pixels = here.data<byte>().ToArray();
                var size = (int)(Images.Height(input) * Images.Width(input));
                for (var at = 0; at < pixels.Length; at += size) Equalize(pixels.AsSpan(at, size));
                return tensor(pixels, input.shape).to(input.device).MoveToOuterDisposeScope();
            }

            static void Equalize(Span<byte> channel)
            {
                var counts = new int[256];
                foreach (var value in channel) counts[value]++;
                var step = (channel.Length - counts[Array.FindLastIndex(counts, n => n > 0)]) / 255;
                if (step == 0) return;
                var table = new byte[256];
                for (int value = 0, below = 0; value < 256; below += counts[value++]) table[value] = (byte)Math.Min(255, value == 0 ? 0 : (below + step / 2) / step);
                foreach (ref var value in channel) value = table[value];
            }

            static void CheckBytes(Tensor input, string function)
            {
                Images.Check(input);
                if (input.dtype != ScalarType.Byte) throw new ArgumentException($"{function} needs an image of bytes, but this one is of {input.dtype}.");
            }
        }
    }
}
