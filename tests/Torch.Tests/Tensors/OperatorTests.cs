using System.Runtime.InteropServices;
using Marginalia.Torch.Tests.Helpers;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Tensors;

/// <summary>Every operator in the table computes what it must, in all its forms, for plain and for transposed arguments, and so does its gradient.</summary>
public class OperatorTests
{
    public static TheoryData<string> UnaryNames => [.. OperatorCases.Unary.Select(c => c.Name)];
    public static TheoryData<string> BinaryNames => [.. OperatorCases.Binary.Select(c => c.Name)];
    public static TheoryData<string> ReductionNames => [.. OperatorCases.Reductions.Select(c => c.Name)];

    [Theory, MemberData(nameof(UnaryNames))]
    public void Unary(string name)
    {
        var c = OperatorCases.Unary.Single(c => c.Name == name);
        foreach (var x in Layouts(Sample([3, 4], c.Low, c.High, 1)))
        {
            var expected = Map(x, c.Expected);
            Equal(expected, c.Method(x));
            if (c.Function is not null) Equal(expected, c.Function(x));
            if (c.InPlace is not null)
            {
                var copy = x.clone();
                Assert.Same(copy, c.InPlace(copy));
                Equal(expected, copy);
            }
            if (c.Differentiable) GradientCheck.Run(a => c.Method(a[0]), x);
        }
    }

    [Theory, MemberData(nameof(BinaryNames))]
    public void Binary(string name)
    {
        var c = OperatorCases.Binary.Single(c => c.Name == name);
        foreach (var (left, right) in ((long[], long[])[])[([3, 4], [3, 4]), ([3, 4], [4]), ([3, 1], [2, 1, 4]), ([], [2])])
        {
            var (a, b) = (Sample(left, c.Low, c.High, 1), Sample(right, c.Low, c.High, 2));
            if (left.Length == 2) b.flatten()[0].copy_(a.flatten()[0]); // so that equality occurs
            var expected = Map(a, b, c.Expected);
            foreach (var form in c.Forms) Equal(expected, form(a, b));
            if (c.Differentiable) GradientCheck.Run(t => c.Forms[0](t[0], t[1]), a, b);
        }
    }

    [Theory, MemberData(nameof(BinaryNames))]
    public void Binary_with_numbers_and_in_place(string name)
    {
        var c = OperatorCases.Binary.Single(c => c.Name == name);
        var (a, b) = (Sample([2, 3], c.Low, c.High, 1), Sample([3], c.Low, c.High, 2));
        foreach (var form in c.WithNumber ?? []) Equal(Map(a, x => c.Expected(x, 1.5)), form(a, 1.5));
        if (c.NumberFirst is not null) Equal(Map(a, x => c.Expected(1.5, x)), c.NumberFirst(1.5, a));
        if (c.InPlace is null) return;
        var copy = a.clone();
        Assert.Same(copy, c.InPlace(copy, b));
        Equal(Map(a, b, c.Expected), copy);
    }

    [Theory, MemberData(nameof(BinaryNames))]
    public void Binary_refuses_shapes_that_do_not_broadcast(string name)
    {
        var c = OperatorCases.Binary.Single(c => c.Name == name);
        foreach (var form in c.Forms)
        {
            var e = Assert.Throws<ExternalException>(() => form(ones(2, 3, float64), ones(4, float64)));
            Assert.Matches(@"(3.*4)|(4.*3)|broadcast", e.Message);
        }
    }

    [Theory, MemberData(nameof(ReductionNames))]
    public void Reduction(string name)
    {
        var c = OperatorCases.Reductions.Single(c => c.Name == name);
        foreach (var x in Layouts(Sample([2, 3, 4], -1, 3, 1)))
        {
            if (c.All is not null)
            {
                Equal([c.Expected(Doubles(x))], c.All(x), []);
                if (c.Differentiable) GradientCheck.Run(a => c.All(a[0]), x);
            }
            if (c.Along is null) continue;
            for (var dim = 0; dim < 3; dim++)
            {
                var expected = Reduce(x, dim, c.Expected);
                Equal(expected, c.Along(x, dim, false));
                Equal(expected, c.Along(x, dim - 3, false));
                Equal(expected.unsqueeze(dim), c.Along(x, dim, true));
            }
            if (c.Differentiable) GradientCheck.Run(a => c.Along(a[0], 1, false), x);
            Assert.Throws<ExternalException>(() => c.Along(x, 3, false));
        }
    }

    /// <summary>Random numbers that are far enough from the kinks (0, halves, 0.3) for differences to make sense.</summary>
    static Tensor Sample(long[] shape, double low, double high, int seed)
    {
        using var generator = new Generator((ulong)seed);
        var x = rand(shape, float64, generator: generator) * (high - low) + low;
        foreach (var kink in (double[])[0, -0.5, 0.5, 1, 1.5, 0.3]) x = where((x - kink).abs() < 1e-3, x + 2e-3, x);
        return x;
    }

    /// <summary>The same numbers laid out row by row and column by column.</summary>
    static Tensor[] Layouts(Tensor x) => [x, x.transpose(0, 1).contiguous().transpose(0, 1)];

    static Tensor Map(Tensor x, Func<double, double> f) => tensor(Array.ConvertAll(Doubles(x), v => f(v)), x.shape);

    static Tensor Map(Tensor a, Tensor b, Func<double, double, double> f)
    {
        var shape = (a.detach() + b).shape;
        return tensor([.. Doubles(a.broadcast_to(shape)).Zip(Doubles(b.broadcast_to(shape)), f)], shape);
    }

    static Tensor Reduce(Tensor x, int dim, Func<double[], double> f)
    {
        var rows = x.transpose(dim, -1);
        long[] kept = [.. rows.shape[..^1]];
        var values = rows.reshape(-1, rows.shape[^1]).unbind().Select(row => f(Doubles(row))).ToArray();
        var reduced = tensor(values, kept);
        // The last dimension stands where dim was; put it back in place.
        return dim == x.ndim - 1 ? reduced : reduced.unsqueeze(-1).transpose(dim, -1).squeeze(dim);
    }
}
