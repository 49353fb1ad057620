namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// Compares the gradients of a function with central differences, in double precision. (Not in TorchSharp; as in PyTorch.)
        /// </summary>
        /// <param name="function">A smooth function of the inputs; its result may have any shape.</param>
        /// <param name="inputs">Where to compare. Those of floating-point type are converted to Float64 and differentiated; others are passed on.</param>
        /// <param name="eps">How far to go to either side.</param>
        /// <param name="atol">The largest difference that is no error, near zero.</param>
        /// <param name="rtol">The same in relation to the difference quotient.</param>
        /// <returns>True; where the gradients differ it fails.</returns>
        /// <exception cref="InvalidOperationException">A gradient differs: the message names input, entry, output and both numbers.</exception>
        public static bool gradcheck(Func<Tensor[], Tensor> function, Tensor[] inputs, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3)
        {
            using var scope = NewDisposeScope();
            var points = Array.ConvertAll(inputs, t => t.is_floating_point() ? t.detach().to(ScalarType.Float64, copy: true).contiguous().requires_grad_() : t);
            Tensor output;
            using (enable_grad()) output = function(points);
            if (!output.requires_grad) throw new InvalidOperationException("The function's result does not depend on its inputs, as far as gradients know.");
            var weights = eye(output.numel(), dtype: output.dtype, device: output.device);
            for (var i = 0; i < points.Length; i++)
                if (points[i].requires_grad) Compare(i, Analytic(output, weights, points[i]), Numerical(function, points, i, eps), points[i].shape, atol, rtol);
            return true;
        }

        /// <summary>Rows: elements of the output; columns: elements of the input.</summary>
        static double[,] Analytic(Tensor output, Tensor weights, Tensor input)
        {
            var (rows, columns) = (output.numel(), input.numel());
            var result = new double[rows, columns];
            for (var row = 0L; row < rows; row++)
            {
                var gradient = grad([output], [input], [weights[row].reshape(output.shape)], retain_graph: true, allow_unused: true)[0];
                if (gradient.IsInvalid) continue;
                var values = gradient.contiguous().data<double>().ToArray();
                for (var column = 0; column < columns; column++) result[row, column] = values[column];
            }
            return result;
        }

        static double[,] Numerical(Func<Tensor[], Tensor> function, Tensor[] points, int index, double eps)
        {
            using var quiet = no_grad();
            var flat = points[index].view(-1);
            double[,]? result = null;
            for (var column = 0L; column < flat.numel(); column++)
            {
                using var scope = NewDisposeScope();
                var here = flat[column];
                var middle = here.clone();
                here.copy_(middle + eps);
                var above = Value(function, points);
                here.copy_(middle - eps);
                var slopes = ((above - Value(function, points)) / (2 * eps)).to(ScalarType.Float64).data<double>().ToArray();
                here.copy_(middle);
                result ??= new double[slopes.Length, flat.numel()];
                for (var row = 0; row < slopes.Length; row++) result[row, column] = slopes[row];
            }
            return result ?? new double[0, 0];
        }

        /// <summary>The result alone; on the way there the function may use gradients.</summary>
        static Tensor Value(Func<Tensor[], Tensor> function, Tensor[] points)
        {
            using var recording = enable_grad();
            return function(points).detach().reshape(-1).clone();
        }

        static void Compare(int input, double[,] analytic, double[,] numerical, long[] shape, double atol, double rtol)
        {
            for (var row = 0; row < numerical.GetLength(0); row++)
                for (var column = 0; column < numerical.GetLength(1); column++)
                {
                    var (have, want) = (analytic[row, column], numerical[row, column]);
                    if (Math.Abs(have - want) <= atol + rtol * Math.Abs(want)) continue;
                    throw new InvalidOperationException($"The gradient of output element {row} with respect to input {input} at [{Place(column, shape)}] is {have:G6}, but the difference quotient is {want:G6}: they are {Math.Abs(have - want):G3} apart.");
                }
        }

        static string Place(long element, long[] shape)
        {
            var place = new long[shape.Length];
            for (var i = shape.Length - 1; i >= 0; i--) (element, place[i]) = (element / shape[i], element % shape[i]);
            return string.Join(", ", place);
        }
    }
}
