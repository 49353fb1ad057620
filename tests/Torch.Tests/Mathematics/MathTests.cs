using System.Reflection;
using System.Runtime.CompilerServices;
using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Mathematics;

/// <summary>torch.linalg, special, fft and others compute what PyTorch does.</summary>
public class MathTests
{
    const double Infinity = double.PositiveInfinity;

    /// <summary>Calls that need more than the recorded arguments; all others find their method by its name.</summary>
    static readonly Dictionary<string, Func<MathCase, object>> Calls = new()
    {
        ["linalg.cholesky_ex.info"] = c => linalg.cholesky_ex(c.T(0)).info,
        ["linalg.cond.double"] = c => linalg.cond(c.T(0), Infinity),
        ["linalg.cond.int"] = c => linalg.cond(c.T(0), 1),
        ["linalg.cond.string"] = c => linalg.cond(c.T(0), "nuc"),
        ["linalg.cross"] = c => linalg.cross(c.T(0), c.T(1), dim: 1),
        ["linalg.diagonal"] = c => linalg.diagonal(c.T(0), 1, 0, 2),
        ["linalg.eigvalsh.upper"] = c => linalg.eigvalsh(c.T(0), 'U'),
        ["linalg.eigh.values"] = c => linalg.eigh(c.T(0), 'U').Item1,
        ["linalg.inv_ex"] = c => linalg.inv_ex(c.T(0)).L,
        ["linalg.inv_ex.info"] = c => linalg.inv_ex(c.T(0)).info,
        ["linalg.ldl_solve"] = c => linalg.ldl_factor(c.T(0)) is var (factors, pivots) ? linalg.ldl_solve(factors, pivots, c.T(1)) : null!,
        ["linalg.lstsq"] = c => linalg.lstsq(c.T(0), c.T(1)).Solution,
        ["linalg.lstsq.residuals"] = c => linalg.lstsq(c.T(0), c.T(1), 1e-12).Residuals,
        ["linalg.lu_solve"] = c => linalg.lu_factor(c.T(0)) is var (factors, pivots) ? linalg.lu_solve(factors, pivots, c.T(1)) : null!,
        ["linalg.lu_solve.adjoint"] = c => linalg.lu_factor(c.T(0)) is var (factors, pivots) ? linalg.lu_solve(factors, pivots, c.T(1), left: false, adjoint: true) : null!,
        ["linalg.matrix_norm"] = c => linalg.matrix_norm(c.T(0)),
        ["linalg.matrix_norm.nuc"] = c => linalg.matrix_norm(c.T(0), "nuc", [0, 2], keepdim: true),
        ["linalg.matrix_norm.double"] = c => linalg.matrix_norm(c.T(0), -1.0),
        ["linalg.matrix_rank"] = c => linalg.matrix_rank(c.T(0)),
        ["linalg.matrix_rank.tolerance"] = c => linalg.matrix_rank(c.T(0), 0.1, 0.5),
        ["linalg.matrix_rank.tensor"] = c => linalg.matrix_rank(c.T(0), c.T(1)),
        ["linalg.multi_dot"] = c => linalg.multi_dot([c.T(0), c.T(1), c.T(2)]),
        ["chain_matmul"] = c => chain_matmul(c.T(0), c.T(1), c.T(2)),
        ["linalg.norm"] = c => linalg.norm(c.T(0)),
        ["linalg.norm.double"] = c => linalg.norm(c.T(0), 2.0),
        ["linalg.norm.int"] = c => linalg.norm(c.T(0), 1, [1, 2]),
        ["linalg.norm.string"] = c => linalg.norm(c.T(0), "nuc"),
        ["linalg.norm.dims"] = c => linalg.norm(c.T(0), [1], keepdim: true),
        ["linalg.pinv"] = c => linalg.pinv(c.T(0)),
        ["linalg.pinv.tolerance"] = c => linalg.pinv(c.T(0), 0.2, 0.6),
        ["linalg.pinv.tensor"] = c => linalg.pinv(c.T(0), c.T(1)),
        ["linalg.solve.right"] = c => linalg.solve(c.T(0), c.T(1), left: false),
        ["linalg.solve_ex"] = c => linalg.solve_ex(c.T(0), c.T(1)).result,
        ["linalg.solve_triangular"] = c => linalg.solve_triangular(c.T(0), c.T(1), upper: true),
        ["linalg.solve_triangular.right"] = c => linalg.solve_triangular(c.T(0), c.T(1), upper: false, left: false, unitriangular: true),
        ["linalg.tensorinv"] = c => linalg.tensorinv(c.T(0), 2),
        ["linalg.tensorsolve"] = c => linalg.tensorsolve(c.T(0), c.T(1), null!),
        ["linalg.tensorsolve.dims"] = c => linalg.tensorsolve(c.T(0), c.T(1), [0, 2]),
        ["linalg.vander"] = c => linalg.vander(c.T(0), 5),
        ["linalg.vecdot"] = c => linalg.vecdot(c.T(0), c.T(1), dim: 0),
        ["linalg.vector_norm"] = c => linalg.vector_norm(c.T(0), 3.5, [0, 2], keepdim: true),
        ["linalg.vector_norm.default"] = c => linalg.vector_norm(c.T(0)),
        ["lu_unpack"] = c => lu(c.T(0)) is var (factors, pivots, _) ? lu_unpack(factors, pivots!) : default,
        ["lu_solve"] = c => lu(c.T(0)) is var (factors, pivots, _) ? lu_solve(c.T(1), factors, pivots!) : null!,
        ["lu.infos"] = c => lu(c.T(0), get_infos: true).infos!,
        ["matrix_rank"] = c => matrix_rank(c.T(0), 0.9f),
        ["cdist"] = c => cdist(c.T(0), c.T(1), c.Arguments[2] is double p ? p : Infinity),
        ["trapz"] = c => trapz(c.T(0), c.T(1)),
        ["trapz.dx"] = c => trapz(c.T(0), 0.3, dim: 0),
        ["combinations"] = c => combinations(c.T(0), 3),
        ["combinations.replacement"] = c => combinations(c.T(0), with_replacement: true),
        ["cartesian_prod"] = c => cartesian_prod(c.T(0), c.T(1)),
        ["column_stack"] = c => column_stack(c.T(0), c.T(1)),
        ["row_stack"] = c => row_stack([c.T(0), c.T(1)]),
        ["hstack"] = c => hstack(c.T(0), c.T(1)),
        ["dstack"] = c => dstack(c.T(0), c.T(1)),
        ["concatenate"] = c => concatenate([c.T(0), c.T(1)], 1),
        ["meshgrid"] = c => meshgrid([c.T(0), c.T(1)]),
        ["meshgrid.xy"] = c => meshgrid([c.T(0), c.T(1)], "xy"),
        ["broadcast_tensors"] = c => broadcast_tensors(c.T(0), c.T(1)),
        ["gradient"] = c => gradient(c.T(0), 2, 1L, edge_order: 2),
        ["gradient.dims"] = c => gradient(c.T(0), 3, [0, 1]),
        ["gradient.all"] = c => gradient(c.T(0), dim: null),
        ["searchsorted.right"] = c => searchsorted(c.T(0), c.T(1), right: true),
        ["searchsorted.scalar"] = c => searchsorted(c.T(0), 2, false, false, c.T(1)),
        ["index_reduce"] = c => index_reduce(c.T(0), 0, c.T(1), c.T(2), Enum.Parse<Reduce>((string)c.Arguments[3]!), include_self: false),
        ["histogram.edges"] = c => histogram(c.T(0), c.T(1), c.T(2), density: true),
        ["histogram.count"] = c => histogram(c.T(0), 6),
        ["histogram.range"] = c => histogram(c.T(0), 5, (-1, 2), c.T(1)),
        ["histogram.rule"] = c => histogram(c.T(0), Enum.Parse<HistogramBinSelector>((string)c.Arguments[1]!), c.Arguments[2] is double[] ends ? (ends[0], ends[1]) : null),
        ["fake_quantize_per_tensor_affine"] = c => fake_quantize_per_tensor_affine(Single(c.T(0)), Single(c.T(1)), c.T(2).to(int32), -4, 5),
        ["fake_quantize_per_channel_affine"] = c => fake_quantize_per_channel_affine(Single(c.T(0)), Single(c.T(1)), c.T(2).to(int32), 0, -4, 5),
        ["quantize_per_tensor"] = c => Integers(quantize_per_tensor(Single(c.T(0)), 0.1, 3, ScalarType.QInt8)),
        ["quantize_per_channel"] = c => Integers(quantize_per_channel(Single(c.T(0)), Single(c.T(1)), c.T(2).to(int32), 0, ScalarType.QInt8)),
        ["quantized_max_pool2d"] = c => Numbers(quantized_max_pool2d(quantize_per_tensor(Single(c.T(0)), 0.1, 3, ScalarType.QUInt8), [2, 2], [2, 2], [0, 0])),
        ["quantized_max_pool1d"] = c => Numbers(quantized_max_pool1d(quantize_per_tensor(Single(c.T(0)), 0.1, 3, ScalarType.QUInt8), [2], [1], [1], 2, true)),
    };

    public static TheoryData<string> Names => [.. MathCase.All.Select(g => g.Key)];

    [Theory, MemberData(nameof(Names))]
    public void Results_are_those_of_PyTorch(string name)
    {
        foreach (var recorded in MathCase.All[name])
        {
            using var scope = NewDisposeScope();
            var found = Tensors(Calls.TryGetValue(name, out var call) ? call(recorded) : Reflected(recorded)).ToList();
            Assert.Equal(recorded.Results.Length, found.Count);
            for (var i = 0; i < found.Count; i++) TensorAssert.Equal(Real(recorded.Results[i]), Real(found[i]), found[i].dtype is ScalarType.Float64 or ScalarType.ComplexFloat64 ? 1e-7 : 1e-5);
        }
    }

    [Fact]
    public void Every_call_has_a_recording() => Assert.All(Calls.Keys, name => Assert.Contains(name, MathCase.All.Select(g => g.Key)));

    [Fact]
    public void Every_function_of_linalg_special_and_fft_has_a_recording_or_a_test_of_its_own()
    {
        string[] elsewhere = ["linalg.eig", "linalg.eigvals", "linalg.qr", "linalg.svd", "linalg.lu_factor", "linalg.ldl_factor", "linalg.ldl_factor_ex", "special.sigmoid_"];
        var recorded = MathCase.All.Select(g => string.Join('.', g.Key.Split('.').Take(2))).Concat(elsewhere).ToHashSet();
        Assert.All(new[] { typeof(linalg), typeof(special), typeof(fft) }.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => $"{t.Name}.{m.Name}")), name => Assert.Contains(name, recorded));
    }

    /// <summary>Calls the public method of that name that the recorded arguments fit, with the defaults of its other parameters.</summary>
    static object Reflected(MathCase recorded)
    {
        var path = recorded.Name.Split('.');
        var type = path.Length == 1 ? typeof(torch) : typeof(torch).GetNestedType(path[0])!;
        foreach (var method in type.GetMethods().Where(m => m.Name == path[^1] && m.GetParameters().Length >= recorded.Arguments.Length))
        {
            var parameters = method.GetParameters();
            if (parameters.Skip(recorded.Arguments.Length).All(p => p.HasDefaultValue) && parameters.Zip(recorded.Arguments).All(p => Fits(p.First.ParameterType, p.Second)))
                return method.Invoke(null, [.. parameters.Select((p, i) => i < recorded.Arguments.Length ? Convert(p.ParameterType, recorded.Arguments[i]) : Default(p))])!;
        }
        throw new ArgumentException($"math.json has {recorded.Name}, for which neither a call nor a method is there.");
    }

    static object? Default(ParameterInfo parameter) => parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : parameter.DefaultValue;

    static bool Fits(Type type, object? value) => value switch
    {
        null => !type.IsValueType,
        double[] => type == typeof(long[]),
        double => type == typeof(double) || type == typeof(long),
        string => type == typeof(string) || type.IsEnum,
        _ => type == typeof(Tensor),
    };

    static object? Convert(Type type, object? value) => value switch
    {
        double[] list => Array.ConvertAll(list, v => (long)v),
        double number when type == typeof(long) => (long)number,
        string text when type.IsEnum => Enum.Parse(type, text),
        _ => value,
    };

    static IEnumerable<Tensor> Tensors(object result) => result switch
    {
        Tensor tensor => [tensor],
        IEnumerable<Tensor> list => list,
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!),
        _ => throw new ArgumentException($"{result} is no tensor."),
    };

    static Tensor Real(Tensor t) => t.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 ? ops.call<Tensor>("view_as_real", ops.call<Tensor>("resolve_conj", t)) : t;
    static Tensor Single(Tensor t) => t.to(float32);
    static Tensor Integers(Tensor quantized) => ops.call<Tensor>("int_repr", quantized);
    static Tensor Numbers(Tensor quantized) => ops.call<Tensor>("dequantize.self", quantized);
}
