namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static (Tensor, Tensor) FractionalMaxima(Tensor input, int directions, long[] kernel, long[]? size, double[]? ratio)
            {
                if (size is null == ratio is null) throw new ArgumentException($"fractional_max_pool{directions}d needs either output_size or output_ratio, but {(size is null ? "neither" : "both")} are given.");
                if (ratio is not null && ratio.Any(r => r is <= 0 or >= 1)) throw new ArgumentException($"output_ratio must be between 0 and 1, but got [{string.Join(", ", ratio)}].");
                var shape = input.shape;
                size ??= [.. ratio!.Select((r, i) => (long)(shape[^(directions - i)] * r))];
                using var samples = rand(input.ndim == directions + 1 ? 1 : shape[0], shape[^(directions + 1)], directions, dtype: input.dtype, device: input.device);
                return (directions == 2 ? Ops.fractional_max_pool2d : Ops.fractional_max_pool3d).CallPair(input, kernel, size, samples);
            }
        }
    }
}
