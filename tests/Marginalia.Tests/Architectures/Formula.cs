using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>What twins/formula.py computes, and the files that it writes.</summary>
internal static class Formula
{
    /// <summary>Even on -1 .. 1, from the name and the place only.</summary>
    public static Tensor Values(string name, params long[] shape)
    {
        long start = name.Select((c, i) => (i + 1L) * c).Sum();
        using var scope = NewDisposeScope();
        var whole = (arange(shape.Aggregate(1L, (a, b) => a * b), ScalarType.Int64) * 1103515245 + start * 12345).remainder(2147483648);
        return (whole.to(ScalarType.Float64) / 1073741824 - 1).to(ScalarType.Float32).reshape(shape).MoveToOuterDisposeScope();
    }

    /// <summary>Fills a state dict: weights of variance 2 / fan in, normalizations near the identity.</summary>
    public static void Fill(IReadOnlyDictionary<string, Tensor> state)
    {
        using var quiet = no_grad();
        foreach (var (name, tensor) in state.Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            using var scope = NewDisposeScope();
            var u = Values(name, tensor.shape);
            if (tensor.dim() > 1)
                tensor.copy_(u * Math.Sqrt(6.0 / tensor[0].numel()));
            else if (name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("weight", StringComparison.Ordinal))
                tensor.copy_(u / 4 + 1);
            else
                tensor.copy_(u / 4);
        }
    }

    /// <summary>Some of the values, from all over.</summary>
    public static double[] Probe(Tensor tensor, int count = 200)
    {
        var flat = Numbers.ToArray(tensor);
        return [.. flat.Where((_, i) => i % Math.Max(1, flat.Length / count) == 0).Take(count)];
    }

    /// <summary>Results of twins/NAME.py.</summary>
    public static Dictionary<string, Tensor> Results(string name, out Dictionary<string, string> metadata) =>
        files.ReadSafetensors(Repository.PathTo("tests", "Marginalia.Tests", "Architectures", "fixtures", name + ".safetensors"), out metadata);

    /// <summary>Equal, up to a part of the largest value.</summary>
    public static void AssertSame(Tensor expected, double[] actual, string what, double tolerance = 1e-5)
    {
        var values = Numbers.ToArray(expected);
        Numbers.AssertClose(values, actual, tolerance * values.Max(Math.Abs), what);
    }
}
