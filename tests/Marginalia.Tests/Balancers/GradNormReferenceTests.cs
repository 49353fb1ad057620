using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>GradNorm on a small network, step by step against an independent computation in float64 without tensors or autograd.</summary>
public class GradNormReferenceTests
{
    private const int Steps = 20, Examples = 6, Tasks = 3;
    private const double Alpha = 0.8, WeightRate = 0.05, NetworkRate = 0.1;

    [Theory]
    [InlineData("linear-sgd")]
    [InlineData("linear-adam")]
    [InlineData("log-adam")]
    public void Twenty_steps_agree(string variant)
    {
        var random = new SeededRandom(11);
        double[][] Matrix(int rows, int columns, double scale) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => scale * random.NextNormal()).ToArray())];
        int[] outputs = [2, 3, 1];
        double[] scales = [1, 5, 0.3];
        var model = new MultiHeadMlp(3, outputs, width: 5, depth: 2, seed: 4, dtype: ScalarType.Float64);
        var reference = Copy(model);
        var weighting = new ReferenceWeights(log: variant.StartsWith("log"), adam: variant.EndsWith("adam"));
        var balancer = new GradNorm(
            Tasks,
            Alpha,
            WeightRate,
            variant.EndsWith("adam") ? UpdateRule.Adam : UpdateRule.Sgd,
            variant.StartsWith("log") ? WeightSpace.Log : WeightSpace.Linear());
        var optimizer = optim.SGD(model.parameters(), NetworkRate);

        for (int step = 0; step < Steps; step++)
        {
            var x = Matrix(Examples, 3, 1);
            double[][][] y = [.. outputs.Select((length, task) => Matrix(Examples, length, scales[task]))];

            var predictions = model.call(Tensor(x));
            optimizer.zero_grad();
            balancer.Backward([.. predictions.Select((p, task) => nn.functional.mse_loss(p, Tensor(y[task])))], model);
            optimizer.step();

            var (losses, gw, gb) = reference.Gradients(x, y);
            var used = weighting.Step(losses, [.. gw.Select(task => Math.Sqrt(task[1].Sum(g => g * g)))]);
            Descend(reference.Weights, gw, used);
            Descend(reference.Biases, gb, used);

            Numbers.AssertClose(losses, balancer.Losses, 1e-10, $"step {step} loss");
            Numbers.AssertClose(weighting.GradientNorms, balancer.GradientNorms, 1e-10, $"step {step} G");
            Numbers.AssertClose(used, balancer.Weights, 1e-10, $"step {step} weight");
            Numbers.AssertClose(weighting.Weights, balancer.NextWeights, 1e-10, $"step {step} next weight");
            var layers = Copy(model);
            for (int layer = 0; layer < layers.Weights.Length; layer++)
            {
                Numbers.AssertClose(reference.Weights[layer], layers.Weights[layer], 1e-10, $"step {step} layer {layer} weight");
                Numbers.AssertClose(reference.Biases[layer], layers.Biases[layer], 1e-10, $"step {step} layer {layer} bias");
            }
        }

        Assert.Contains(balancer.Weights, weight => Math.Abs(weight - 1) > 0.2); // the weights went somewhere
    }

    private static void Descend(double[][] layers, double[][][] gradients, double[] weights)
    {
        for (int layer = 0; layer < layers.Length; layer++)
            for (int k = 0; k < layers[layer].Length; k++)
                layers[layer][k] -= NetworkRate * weights.Select((w, task) => w * gradients[task][layer][k]).Sum();
    }

    private static Tensor Tensor(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), rows.Length, rows[0].Length);

    private static ReferenceNetwork Copy(MultiHeadMlp model)
    {
        Parameter[] parameters = [.. model.SharedParameters, .. Enumerable.Range(0, Tasks).SelectMany(model.TaskParameters)];
        var weights = parameters.Where((_, k) => k % 2 == 0).ToArray();
        return new ReferenceNetwork(
            [.. weights.Select(Numbers.ToArray)],
            [.. parameters.Where((_, k) => k % 2 == 1).Select(Numbers.ToArray)],
            [.. weights.Select(w => w.shape.Select(n => (int)n).ToArray())]);
    }

    /// <summary>Algorithm 1 of the paper in plain arithmetic, with the weights or their logarithms moved by SGD or Adam.</summary>
    private sealed class ReferenceWeights(bool log, bool adam)
    {
        private readonly double[] m = new double[Tasks], v = new double[Tasks];
        private double[]? initial;
        private int steps;

        public double[] Weights { get; private set; } = [1, 1, 1];

        public double[] GradientNorms { get; private set; } = [];

        public double[] Step(double[] losses, double[] norms)
        {
            initial ??= losses;
            steps++;
            var used = Weights;
            GradientNorms = [.. used.Zip(norms, (w, n) => w * n)];
            double meanNorm = GradientNorms.Sum() / Tasks;
            double meanRatio = losses.Zip(initial, (l, l0) => l / l0).Sum() / Tasks;
            var moved = new double[Tasks];
            for (int i = 0; i < Tasks; i++)
            {
                double target = meanNorm * Math.Pow(losses[i] / initial[i] / meanRatio, Alpha);
                double slope = (GradientNorms[i] > target ? 1 : -1) * norms[i] * (log ? used[i] : 1);
                m[i] = 0.9 * m[i] + 0.1 * slope;
                v[i] = 0.999 * v[i] + 0.001 * slope * slope;
                double change = adam
                    ? m[i] / (1 - Math.Pow(0.9, steps)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, steps))) + 1e-8)
                    : slope;
                moved[i] = log ? used[i] * Math.Exp(-WeightRate * change) : Math.Max(used[i] - WeightRate * change, 1e-4);
            }

            Weights = [.. moved.Select(w => w * Tasks / moved.Sum())];
            return used;
        }
    }
}
