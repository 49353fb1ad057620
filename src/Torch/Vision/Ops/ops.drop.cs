using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class ops
    {
        /// <summary>Sets squares of the features to zero, so that about p of them is dropped, and scales the rest up (Ghiasi et al. 2018, arXiv:1810.12890).</summary>
        /// <param name="input">[batch, channels, height, width].</param>
        /// <param name="p">The share that is dropped.</param>
        /// <param name="block_size">The side of the squares; at most the image's. Even sizes work as well.</param>
        /// <param name="inplace">Changes the input itself.</param>
        /// <param name="eps">Added to the divisor.</param>
        /// <param name="training">Else nothing is dropped.</param>
        public static Tensor drop_block2d(Tensor input, double p, long block_size, bool inplace = false, double eps = 1e-6, bool training = true) => DropBlocks(input, 2, p, block_size, inplace, eps, training);

        /// <summary>Sets cubes of the features [batch, channels, depth, height, width] to zero; see <see cref="drop_block2d"/>.</summary>
        public static Tensor drop_block3d(Tensor input, double p, long block_size, bool inplace = false, double eps = 1e-6, bool training = true) => DropBlocks(input, 3, p, block_size, inplace, eps, training);

        static Tensor DropBlocks(Tensor input, int directions, double p, long block, bool inplace, double eps, bool training)
        {
            CheckProbability(p);
            if (input.ndim != directions + 2) throw new ArgumentException($"drop_block{directions}d needs {directions + 2} dimensions, but got [{string.Join(", ", input.shape)}].");
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
            if (!training || p == 0) return input.alias();
            using var scope = NewDisposeScope();
            var sizes = input.shape[2..];
            block = Math.Min(block, sizes.Min());
            long[] starts = [.. sizes.Select(n => n - block + 1)];
            var chance = p * Product(sizes) / (Math.Pow(block, directions) * Product(starts));
            var seeds = empty([input.shape[0], input.shape[1], .. starts], input.dtype, input.device).bernoulli_(Math.Min(1, chance));
            var wide = nn.functional.pad(seeds, [.. Enumerable.Repeat(block - 1, 2 * directions)]);
            var keep = 1 - (directions == 2 ? nn.functional.max_pool2d(wide, block, 1) : nn.functional.max_pool3d(wide, [block, block, block], [1, 1, 1]));
            var scale = keep * (keep.numel() / (keep.sum() + eps));
            return inplace ? input.mul_(scale) : (input * scale).MoveToOuterDisposeScope();

            static double Product(long[] numbers) => numbers.Aggregate(1.0, (product, n) => product * n);
        }

        /// <summary>Sets whole examples (Row) or the whole batch (Batch) to zero with a chance p, and scales the rest up (Huang et al. 2016, arXiv:1603.09382).</summary>
        public static Tensor stochastic_depth(Tensor input, double p, torchvision.StochasticDepth.Mode mode, bool training = true)
        {
            CheckProbability(p);
            if (!training || p == 0) return input.alias();
            using var scope = NewDisposeScope();
            long[] shape = [mode == torchvision.StochasticDepth.Mode.Row ? input.shape[0] : 1, .. Enumerable.Repeat(1L, (int)input.ndim - 1)];
            var keep = empty(shape, input.dtype, input.device).bernoulli_(1 - p);
            if (p < 1) keep.div_(1 - p);
            return (input * keep).MoveToOuterDisposeScope();
        }

        static void CheckProbability(double p)
        {
            if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        }
    }
}
