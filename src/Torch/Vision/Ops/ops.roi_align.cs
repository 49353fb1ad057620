using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class ops
    {
        /// <summary>
        /// The means of each of the cells into which boxes are divided, from bilinear values at regular points (He et al. 2017, arXiv:1703.06870).
        /// TorchSharp 0.107 does not have it; it is as in PyTorch's torchvision, and gradients flow to <paramref name="input"/>.
        /// </summary>
        /// <param name="input">Images or features, [batch, channels, height, width].</param>
        /// <param name="boxes">[count, 5]: which of the batch, x1, y1, x2, y2.</param>
        /// <param name="output_size">The number of cells of a box, down and across.</param>
        /// <param name="spatial_scale">What boxes are multiplied by, e.g. 1/16 for features of a sixteenth of the image's size.</param>
        /// <param name="sampling_ratio">How many points a cell has in each direction; if not positive, one per pixel that it is long, rounded up.</param>
        /// <param name="aligned">Whether whole numbers are edges of pixels; else they are centres, and boxes measure at least one pixel.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or a box is of an image that does not exist.</exception>
        public static Tensor roi_align(Tensor input, Tensor boxes, (long height, long width) output_size, double spatial_scale = 1, long sampling_ratio = -1, bool aligned = false)
        {
            if (input.ndim != 4) throw new ArgumentException($"roi_align needs an input [batch, channels, height, width], but got [{string.Join(", ", input.shape)}].");
            if (boxes.ndim != 2 || boxes.shape[1] != 5) throw new ArgumentException($"roi_align needs boxes [count, 5], each with the number of its image first, but got [{string.Join(", ", boxes.shape)}].");
            if (output_size.height < 1 || output_size.width < 1) throw new ArgumentException($"A box needs at least one cell in each direction, but output_size is {output_size}.");
            using var scope = NewDisposeScope();
            var rows = boxes.detach().to(ScalarType.Float64).cpu().data<double>().ToArray().Chunk(5).ToList();
            var shape = input.shape;
            if (rows.Count == 0) return input.new_zeros([0, shape[1], output_size.height, output_size.width]).MoveToOuterDisposeScope();
            var cells = new List<Tensor>();
            foreach (var row in rows)
            {
                if (row[0] is not >= 0 || row[0] >= shape[0]) throw new ArgumentException($"A box is of image {row[0]}, but there are {shape[0]}.");
                var (start, least) = aligned ? (-0.5, double.NegativeInfinity) : (0, 1.0);
                var (x, y) = (row[1] * spatial_scale + start, row[2] * spatial_scale + start);
                var width = Math.Max(least, row[3] * spatial_scale + start - x);
                var height = Math.Max(least, row[4] * spatial_scale + start - y);
                using var down = Weights(input, shape[2], output_size.height, y, height, sampling_ratio);
                using var across = Weights(input, shape[3], output_size.width, x, width, sampling_ratio);
                using var image = input.select(0, (long)row[0]);
                using var part = down.matmul(image);
                using var turned = across.transpose(0, 1);
                cells.Add(part.matmul(turned));
            }
            return stack(cells).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// Means of bilinear values at a regular grid are products of weights along y and along x: row i holds how much each pixel counts for cell i.
        /// Points more than a pixel outside count as zero.
        /// </summary>
        static Tensor Weights(Tensor like, long pixels, long cells, double start, double length, long ratio)
        {
            var weights = new double[cells * pixels];
            var points = ratio > 0 ? ratio : Math.Max(1, (long)Math.Ceiling(length / cells));
            for (var cell = 0L; cell < cells; cell++)
                for (var point = 0; point < points; point++)
                {
                    var at = start + (cell + (point + 0.5) / points) * length / cells;
                    if (at < -1 || at > pixels) continue;
                    at = Math.Clamp(at, 0, pixels - 1);
                    var below = (long)at;
                    weights[cell * pixels + below] += (1 - (at - below)) / points;
                    weights[cell * pixels + Math.Min(below + 1, pixels - 1)] += (at - below) / points;
                }
            return tensor(weights, [cells, pixels], like.dtype, like.device);
        }
    }
}
