using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Regressions that are alike but of different scale: f_i(x) = sigma_i tanh(c (B + eps_i) x) with B common to all tasks and x of N(0, 1)
/// (the toy problem of Chen et al. 2018, arXiv 1711.02257; c is explained at <see cref="ToyRegressionDesign"/>). Names: <c>input</c> [N, inputs]
/// and <c>task0</c>, <c>task1</c>, ... [N, outputs], float32, without units.
/// </summary>
/// <remarks>An example is a pure function of (seed, split, index), whatever the number of examples or tasks.</remarks>
public sealed class ToyRegression : TensorDataset
{
    // Targets are computed in float64 blocks of this many rows, so that an example does not depend on how many there are.
    private const int BlockRows = 256;

    /// <summary>Draws the examples.</summary>
    /// <param name="scales">sigma_i, one per task.</param>
    /// <param name="split">Which part; B and eps_i are the same in all parts.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Sizes and spreads; null is <see cref="ToyRegressionDesign.Variances"/>.</param>
    /// <exception cref="ArgumentException">There is no task, or the count is not positive.</exception>
    public ToyRegression(IReadOnlyList<double> scales, Split split, int count, long seed = 7, ToyRegressionDesign? design = null)
        : base(Draw(scales, split, count, seed, design ?? ToyRegressionDesign.Variances))
    {
        Scales = [.. scales];
    }

    private enum Part
    {
        Shared,
        Task,
        Input,
    }

    /// <summary>sigma_i, one per task.</summary>
    public IReadOnlyList<double> Scales { get; }

    private static (string, Tensor)[] Draw(IReadOnlyList<double> scales, Split split, int count, long seed, ToyRegressionDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfZero(scales.Count, nameof(scales));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var scope = NewDisposeScope();

        int entries = design.Inputs * design.Outputs;
        Tensor Matrix(double variance, params long[] key) => // transposed: [inputs, outputs]
            tensor(Normals(new SeededRandom(key), entries, design.EffectiveArgumentScale * Math.Sqrt(variance)), design.Inputs, design.Outputs);
        var shared = Matrix(design.SharedVariance, seed, (long)Part.Shared);
        var blocks = Inputs(split, count, seed, design);
        Tensor Rows(IEnumerable<Tensor> parts) => cat(parts.ToArray()).narrow(0, 0, count).to(ScalarType.Float32);

        var tensors = new List<(string, Tensor)> { ("input", Rows(blocks)) };
        for (int i = 0; i < scales.Count; i++)
        {
            var matrix = shared + Matrix(design.TaskVariance, seed, (long)Part.Task, i);
            tensors.Add(($"task{i}", Rows(blocks.Select(block => block.matmul(matrix).tanh() * scales[i]))));
        }

        return [.. tensors.Select(pair => (pair.Item1, pair.Item2.MoveToOuterDisposeScope()))];
    }

    private static Tensor[] Inputs(Split split, int count, long seed, ToyRegressionDesign design)
    {
        var blocks = new Tensor[(count + BlockRows - 1) / BlockRows];
        for (int b = 0; b < blocks.Length; b++)
        {
            var rows = Enumerable.Range(b * BlockRows, BlockRows).SelectMany(index =>
                Normals(new SeededRandom(seed, (long)Part.Input, (long)split, index), design.Inputs, 1));
            blocks[b] = tensor(rows.ToArray(), BlockRows, design.Inputs);
        }

        return blocks;
    }

    private static double[] Normals(SeededRandom random, int count, double standardDeviation)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = standardDeviation * random.NextNormal();
        return values;
    }
}
