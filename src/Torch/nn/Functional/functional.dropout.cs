namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>In training sets elements to zero with probability p and divides the others by 1 - p.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Ops.dropout_.Mutate(input, p, training) : Ops.dropout.Call(input, p, training);

            /// <summary>In training sets whole channels of sequences, [batch, channels, length] or [channels, length], to zero with probability p.</summary>
            /// <exception cref="ArgumentException">The input has neither two nor three dimensions.</exception>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (input.ndim is not (2 or 3)) throw new ArgumentException($"dropout1d needs [batch, channels, length] or [channels, length], but got {input.ndim} dimensions.");
                return DropChannels(input, input.ndim == 2, p, training, inplace);
            }

            /// <summary>In training sets whole channels of images, [batch, channels, height, width], to zero with probability p.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels(input, false, p, training, inplace);

            /// <summary>In training sets whole channels of volumes, [batch, channels, depth, height, width] or without batch, to zero with probability p.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels(input, input.ndim == 4, p, training, inplace);

            /// <summary>In training sets elements to selu's lower limit with probability p, and keeps mean and variance.</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Ops.alpha_dropout_.Mutate(input, p, training) : Ops.alpha_dropout.Call(input, p, training);

            /// <summary>As alpha_dropout, for whole channels.</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Ops.feature_alpha_dropout_.Mutate(input, p, training) : Ops.feature_alpha_dropout.Call(input, p, training);

            static Tensor DropChannels(Tensor input, bool unbatched, double p, bool training, bool inplace)
            {
                using var batch = unbatched ? input.unsqueeze(0) : null;
                var images = batch ?? input;
                if (inplace)
                {
                    Ops.feature_dropout_.Mutate(images, p, training);
                    return input;
                }
                var result = Ops.feature_dropout.Call(images, p, training);
                if (!unbatched) return result;
                using (result) return result.squeeze(0);
            }
        }
    }
}
