namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static long[] FractionalSize(Tensor input, int directions, long[]? size, double[]? ratio)
            {
                if (size is null == ratio is null) throw new ArgumentException($"fractional_max_pool{directions}d needs either output_size or output_ratio, but {(size is null ? "neither" : "both")} are given.");
                if (size is not null) return size;
                if (ratio!.Any(r => r is <= 0 or >= 1)) throw new ArgumentException($"output_ratio must be between 0 and 1, but got [{string.Join(", ", ratio!)}].");
                return [.. ratio!.Select((r, i) => (long)(input.shape[^(directions - i)] * r))];
            }
        }
    }
}
