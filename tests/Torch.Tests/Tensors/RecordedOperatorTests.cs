using System.Reflection;
using Marginalia.Torch.Tables;
using Marginalia.Torch.Tests.Fixtures;
using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

/// <summary>Each operator's forms (method, static, in place) compute what PyTorch recorded for the same arguments, and so does its gradient.</summary>
public class RecordedOperatorTests
{
    /// <summary>Methods without a recorded call: what they need is not in a recording, so that other tests have them.</summary>
    static readonly string[] TestedElsewhere =
    [
        "dequantize", "int_repr", "q_scale", "q_zero_point", "q_per_channel_axis", "q_per_channel_scales", "q_per_channel_zero_points", "to_dense", "to_sparse", "pin_memory", "is_neg",
    ];

    static readonly string[] Tables = ["pointwise", "activations", "arithmetic", "comparisons", "reductions", "scans", "shapes", "indexing", "linear-algebra", "draws", "forms"];

    public static TheoryData<string> Names => [.. RecordedCall.All.Keys];
    public static TheoryData<string> Differentiable => [.. RecordedCall.All.Where(c => c.Value.HasGradient).Select(c => c.Key)];

    [Theory, MemberData(nameof(Names))]
    public void Computes_what_PyTorch_does(string name)
    {
        var call = RecordedCall.All[name];
        Assert.True(call.Methods.Any(), $"Nothing takes ({string.Join(", ", call.Types)}).");
        foreach (var method in ((MethodInfo?[])[call.Method, call.Static]).OfType<MethodInfo>())
        {
            var arguments = call.Arguments();
            if (call.Seed is { } seed) manual_seed(seed);
            var result = RecordedCall.Invoke(method, arguments);
            if (name.Split(' ')[0].EndsWith('_')) Assert.Same(arguments[0], result);
            Agree(call.Expected(), RecordedCall.Flat(result));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Does_the_same_in_place_and_returns_its_object(string name)
    {
        var call = RecordedCall.All[name];
        foreach (var method in ((MethodInfo?[])[call.InPlace, call.StaticInPlace]).OfType<MethodInfo>())
        {
            var arguments = call.Arguments();
            var self = (Tensor)arguments[0]!;
            if (call.Seed is { } seed) manual_seed(seed);
            Assert.Same(self, RecordedCall.Invoke(method, arguments));
            Agree([((Tensor)call.Expected()[0]!).to(self.dtype)], [self]);
        }
    }

    [Theory, MemberData(nameof(Differentiable))]
    public void Has_the_gradient_that_differences_show(string name)
    {
        var call = RecordedCall.All[name];
        var method = call.Methods.First();
        var arguments = call.Arguments();
        int[] places = [.. Enumerable.Range(0, arguments.Length).Where(i => arguments[i] is Tensor { dtype: ScalarType.Float64 })];
        GradientCheck.Run(leaves =>
        {
            var all = (object?[])arguments.Clone();
            for (var i = 0; i < places.Length; i++) all[places[i]] = leaves[i];
            return (Tensor)RecordedCall.Flat(RecordedCall.Invoke(method, all))[0]!;
        }, [.. places.Select(i => (Tensor)arguments[i]!)]);
    }

    /// <summary>A row that nobody calls here could name a wrong operator or swap arguments.</summary>
    [Fact]
    public void Every_method_of_the_tables_has_a_recorded_call()
    {
        var called = RecordedCall.All.Values.SelectMany(c => c.Methods).ToHashSet();
        var rows = Tables.SelectMany(t => OperatorTable.Parse(File.ReadAllText(Repository.PathTo("src", "Torch", "Operators", t + ".ops"))).Rows).Select(r => r.Name).ToHashSet();
        var missing = new[] { typeof(Tensor), typeof(torch) }.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => rows.Contains(m.Name) && !called.Contains(m) && !TestedElsewhere.Contains(m.Name) && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike || p.ParameterType == typeof(TensorIndex[])))
            .Where(m => !(m.IsStatic && m.DeclaringType == typeof(Tensor)))
            .Select(m => $"{m.DeclaringType!.Name}.{m}").ToList();
        Assert.True(missing.Count == 0, "Without a recorded call:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void Spans_give_the_same_as_arrays()
    {
        var x = arange(24, float64).reshape(2, 3, 4);
        ReadOnlySpan<long> dims = [0, 2];
        long[] same = [0, 2];
        (Tensor, Tensor)[] pairs =
        [
            (x.sum(same), x.sum(dims)), (x.sum(same), sum(x, dims)), (x.amax(same, true), x.amax(dims, true)), (x.amin(same, true), x.amin(dims, true)),
            (amax(x, same, true), amax(x, dims, true)), (amin(x, same, true), amin(x, dims, true)), (x.std(same), x.std(dims)), (x.var(same), x.var(dims)),
            (x.std_mean(same).mean, x.std_mean(dims).mean), (std_mean(x, same).std, std_mean(x, dims).std), (var_mean(x, same).mean, var_mean(x, dims).mean), (x.var_mean(same).std, x.var_mean(dims).std),
            (x.roll((long[])[1, 2], same), x.roll(new ReadOnlySpan<long>([1, 2]), dims)), (roll(x, (long[])[1, 2], same), roll(x, new ReadOnlySpan<long>([1, 2]), dims)),
            (x[..1].expand(2, 3, 4), x[..1].expand(new ReadOnlySpan<long>([2, 3, 4]))), (x.split((long[])[1, 3], 2)[1], x.split(new ReadOnlySpan<long>([1, 3]), 2)[1]),
        ];
        foreach (var (array, span) in pairs) TensorAssert.Equal(array, span);
    }

    static void Agree(List<object?> expected, List<object?> found)
    {
        Assert.Equal(expected.Count, found.Count);
        foreach (var (want, got) in expected.Zip(found))
            if (want is Tensor w && got is Tensor g)
            {
                Assert.Equal(w.dtype, g.dtype);
                TensorAssert.Equal(Real(w), Real(g), 1e-8);
            }
            else if (want is double number) Assert.Equal(number, Convert.ToDouble(got), 1e-9);
            else Assert.Equal(want, got);
    }

    static Tensor Real(Tensor x) => x.is_complex() ? x.resolve_conj().view_as_real() : x;
}
