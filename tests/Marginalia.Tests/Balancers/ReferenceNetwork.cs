namespace Marginalia.Tests.Balancers;

/// <summary>
/// Two ReLU layers and affine heads with mean squared errors, forward and backward written out over arrays of float64: the same network as
/// MultiHeadMlp of depth 2, without a tensor library.
/// </summary>
internal sealed class ReferenceNetwork(double[][] weights, double[][] biases, int[][] shapes)
{
    // Layers 0 and 1 are the trunk, layer 2 + i is head i; a weight is row-major [outputs, inputs].
    public double[][] Weights { get; } = weights;

    public double[][] Biases { get; } = biases;

    public int Tasks => Weights.Length - 2;

    /// <summary>Losses and, per task, the gradient of every weight and bias (zeros where the task has no part in it).</summary>
    public (double[] Losses, double[][][] WeightGradients, double[][][] BiasGradients) Gradients(double[][] inputs, double[][][] targets)
    {
        var losses = new double[Tasks];
        double[][][] gw = [.. losses.Select(_ => Weights.Select(w => new double[w.Length]).ToArray())];
        double[][][] gb = [.. losses.Select(_ => Biases.Select(b => new double[b.Length]).ToArray())];
        for (int n = 0; n < inputs.Length; n++)
        {
            var z0 = Affine(0, inputs[n]);
            var h0 = Relu(z0);
            var z1 = Affine(1, h0);
            var h1 = Relu(z1);
            for (int task = 0; task < Tasks; task++)
            {
                var y = Affine(2 + task, h1);
                double scale = 1.0 / (inputs.Length * y.Length);
                var dy = y.Select((value, k) => value - targets[task][n][k]).ToArray();
                losses[task] += dy.Sum(d => d * d) * scale;
                dy = [.. dy.Select(d => 2 * d * scale)];
                var dz1 = Mask(Back(2 + task, dy, h1, gw[task], gb[task]), z1);
                var dz0 = Mask(Back(1, dz1, h0, gw[task], gb[task]), z0);
                Back(0, dz0, inputs[n], gw[task], gb[task]);
            }
        }

        return (losses, gw, gb);
    }

    private static double[] Relu(double[] z) => [.. z.Select(x => Math.Max(x, 0))];

    private static double[] Mask(double[] d, double[] z) => [.. d.Zip(z, (slope, x) => x > 0 ? slope : 0)];

    private double[] Affine(int layer, double[] input)
    {
        var output = (double[])Biases[layer].Clone();
        for (int o = 0; o < output.Length; o++)
            for (int i = 0; i < input.Length; i++)
                output[o] += Weights[layer][o * shapes[layer][1] + i] * input[i];
        return output;
    }

    // Adds the layer's gradients and returns the slope of its input.
    private double[] Back(int layer, double[] slope, double[] input, double[][] weightGradients, double[][] biasGradients)
    {
        var inputSlope = new double[input.Length];
        for (int o = 0; o < slope.Length; o++)
        {
            biasGradients[layer][o] += slope[o];
            for (int i = 0; i < input.Length; i++)
            {
                weightGradients[layer][o * input.Length + i] += slope[o] * input[i];
                inputSlope[i] += slope[o] * Weights[layer][o * input.Length + i];
            }
        }

        return inputSlope;
    }
}
