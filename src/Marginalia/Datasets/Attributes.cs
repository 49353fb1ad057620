using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Classifications that share their features: h = tanh(A x) is common, attribute i has the value argmax_c (B_i h + b_i + noise)_c with B_i in part
/// common to all. Names: <c>input</c> [N, inputs] float32, <c>attribute0</c>, <c>attribute1</c>, ... [N] int64 in 0 .. classes - 1.
/// </summary>
/// <remarks>An example is a pure function of (seed, split, index, design), whatever the number of examples; attribute i also of the number of attributes.</remarks>
public sealed class Attributes : TensorDataset
{
    /// <summary>Draws the examples.</summary>
    /// <param name="design">Sizes and spreads, for example <see cref="AttributesDesign.FourByEight"/>.</param>
    /// <param name="split">Which part; A, B_i and b_i are the same in all parts.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or a size is not positive, there are fewer than 2 classes, or the relatedness is not of 0 .. 1.</exception>
    public Attributes(AttributesDesign design, Split split, int count, long seed = 7)
        : base(Draw(design, split, count, seed))
    {
    }

    private enum Part
    {
        Features,
        Common,
        Own,
        Constant,
        Input,
        Noise,
    }

    private static (string, Tensor)[] Draw(AttributesDesign design, Split split, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(design.Tasks, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(design.Inputs, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(design.Features, nameof(design));
        ArgumentOutOfRangeException.ThrowIfLessThan(design.Classes, 2, nameof(design));
        ArgumentOutOfRangeException.ThrowIfNotEqual(design.Relatedness, Math.Clamp(design.Relatedness, 0, 1), nameof(design));

        double[] Normals(int length, params long[] key)
        {
            var random = new SeededRandom(key);
            return [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
        }

        int scores = design.Classes * design.Features;
        double inputScale = design.Gain / Math.Sqrt(design.Inputs), scoreScale = 1 / Math.Sqrt(design.Features);
        double[] a = [.. Normals(design.Features * design.Inputs, seed, (long)Part.Features).Select(value => inputScale * value)];
        var common = Normals(scores, seed, (long)Part.Common);
        double[][] b = [.. Enumerable.Range(0, design.Tasks).Select(i => Normals(scores, seed, (long)Part.Own, i)
            .Zip(common, (own, shared) => scoreScale * (Math.Sqrt(1 - design.Relatedness) * own + Math.Sqrt(design.Relatedness) * shared)).ToArray())];
        double[][] constants = [.. Enumerable.Range(0, design.Tasks).Select(i =>
            Normals(design.Classes, seed, (long)Part.Constant, i).Select(value => design.Imbalance * value).ToArray())];

        var inputs = new float[checked(count * design.Inputs)];
        var labels = Enumerable.Range(0, design.Tasks).Select(_ => new long[count]).ToArray();
        Parallel.For(0, count, index =>
        {
            var x = Normals(design.Inputs, seed, (long)Part.Input, (long)split, index);
            for (int j = 0; j < x.Length; j++)
                inputs[index * design.Inputs + j] = (float)x[j];
            double[] h = [.. Multiply(a, x).Select(Math.Tanh)];
            var noise = new SeededRandom(seed, (long)Part.Noise, (long)split, index);
            for (int i = 0; i < design.Tasks; i++)
            {
                var score = Multiply(b[i], h);
                for (int c = 0; c < score.Length; c++)
                    score[c] += constants[i][c] - design.Noise * Math.Log(-Math.Log(1 - noise.NextDouble()));
                labels[i][index] = Array.IndexOf(score, score.Max());
            }
        });

        var targets = labels.Select((values, i) => ($"attribute{i}", tensor(values)));
        return [("input", tensor(inputs, count, design.Inputs)), .. targets];
    }

    /// <summary>Matrix, by rows, times vector.</summary>
    private static double[] Multiply(double[] matrix, double[] vector)
    {
        var product = new double[matrix.Length / vector.Length];
        for (int row = 0; row < product.Length; row++)
            for (int j = 0; j < vector.Length; j++)
                product[row] += matrix[row * vector.Length + j] * vector[j];
        return product;
    }
}
