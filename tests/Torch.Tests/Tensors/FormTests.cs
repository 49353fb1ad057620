using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Tensors;

/// <summary>Sparse, quantised and complex tensors, their kinds and places in memory, and the factories that start from a tensor.</summary>
public class FormTests
{
    [Fact]
    public void Sparse_tensors_hold_what_is_not_zero()
    {
        var dense = tensor(new[,] { { 0.0, 2, 0 }, { 3, 0, 0 } });
        var sparse = dense.to_sparse();
        Assert.Equal((true, false), (sparse.is_sparse, dense.is_sparse));
        Equal([0, 1, 1, 0], sparse.SparseIndices, [2, 2]);
        Equal([2, 3], sparse.SparseValues);
        Equal(dense, sparse.to_dense());
        var rows = dense.to_sparse(1);
        Equal([0, 1], rows.SparseIndices, [1, 2]);
        Equal(dense, rows.SparseValues);
    }

    [Fact]
    public void Quantised_tensors_are_integers_on_a_scale()
    {
        var x = tensor(new[] { -1f, 0, 0.5f });
        var q = new Op("quantize_per_tensor").Call(x, 0.5, 10, ScalarType.QUInt8);
        Assert.Equal((true, false, 0.5, 10), (q.is_quantized(), x.is_quantized(), q.q_scale(), q.q_zero_point()));
        Equal([8, 10, 11], q.int_repr());
        Equal([-1, 0, 0.5], q.dequantize());
        Equal([-1, 0, 0.5], dequantize(q));
        var channels = new Op("quantize_per_channel").Call(ones(2, 3), tensor(new[] { 0.5, 0.25 }), tensor(new[] { 1L, 2 }), 0, ScalarType.QInt8);
        Assert.Equal(0, channels.q_per_channel_axis());
        Equal([0.5, 0.25], channels.q_per_channel_scales());
        Equal([1, 2], channels.q_per_channel_zero_points());
        Equal([3, 3, 3, 6, 6, 6], channels.int_repr(), [2, 3]);
    }

    [Fact]
    public void Complex_tensors_have_real_and_imaginary_parts_as_views()
    {
        var z = tensor(new[] { 1.0, 2, 3, -4 }).reshape(2, 2).view_as_complex();
        Equal([1, 3], z.real);
        Equal([2, -4], imag(z));
        z.real.add_(10);
        Equal([11, 13], real(z));
        Equal([-2, 4], z.unsqueeze(0).H.imag, [2, 1]);
        Equal([-2, 4], z.unsqueeze(0).mH.imag, [2, 1]);
        Assert.Equal([true, false], (bool[])[z.conj().is_conj(), is_conj(z)]);
        Assert.True(torch.is_neg(z.conj().imag).item<bool>());
        Assert.False(torch.is_neg(z.real).item<bool>());
    }

    [Fact]
    public void Kinds_can_be_asked_of_tensors_and_of_types()
    {
        Assert.Equal([true, false, false, false], (bool[])[is_complex(ScalarType.ComplexFloat32), is_complex(float64), is_complex(ones(1)), ones(1).is_complex()]);
        Assert.Equal([true, true, false], (bool[])[is_floating_point(bfloat16), is_floating_point(ones(1)), is_floating_point(int64)]);
        Assert.Equal([true, true, false], (bool[])[is_integral(torch.@bool), is_integral(ones(1, uint8)), is_integral(float16)]);
        Assert.Equal([true, false], (bool[])[is_quantized(ScalarType.QInt32), is_quantized(int32)]);
        Assert.Equal((6L, false), (numel(ones(2, 3)), ones(1).is_meta));
    }

    [Fact]
    public void Conversions_by_name()
    {
        var x = tensor(new[] { 1.5f });
        Assert.Equal(
            [ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int8, ScalarType.Int16, ScalarType.ComplexFloat32, ScalarType.ComplexFloat64, ScalarType.Float64],
            new[] { x.half(), x.bfloat16(), x.@char(), x.@short(), x.cfloat(), x.cdouble(), x.type(t => t.@double()) }.Select(t => t.dtype));
    }

    [Fact]
    public void Places_in_memory()
    {
        var x = arange(12).reshape(3, 4);
        Assert.Equal([0L, 4, 6, 0], (long[])[x.storage_offset(), x[1].storage_offset(), x[1, 2].storage_offset(), x.T.storage_offset()]);
        Assert.Equal((6L, 6L), (x.ReadCpuInt64(6), x.ReadCpuValue<long>(6)));
        Assert.Equal(8, x.T.ReadCpuInt64(2));
        Assert.Equal((2.5f, 2.5f, 2.5f, 2.5), (tensor(2.5f).ReadCpuSingle(0), tensor(2.5f).half().ReadCpuFloat16(0), tensor(2.5f).bfloat16().ReadCpuBFloat16(0), tensor(2.5).ReadCpuDouble(0)));
        Assert.Equal((true, (byte)1, (sbyte)1, (short)1, 1), (ones(1, torch.@bool).ReadCpuBool(0), ones(1, uint8).ReadCpuByte(0), ones(1, int8).ReadCpuSByte(0), ones(1, int16).ReadCpuInt16(0), ones(1, int32).ReadCpuInt32(0)));
        Assert.Throws<ArgumentException>(() => x.ReadCpuSingle(0));
        Assert.Throws<ArgumentException>(() => x.ReadCpuFloat16(0));
        Assert.Throws<IndexOutOfRangeException>(() => x.ReadCpuInt64(12));
    }

    [Fact]
    public void New_tensors_have_the_type_of_the_old_unless_told()
    {
        var x = ones(1, float64);
        Assert.Equal([(1L, 2L), (3, 6), (4, 24)], ((Tensor[])[x.new_zeros(2), x.new_zeros(1, 2, 3), x.new_zeros(1, 2, 3, 4)]).Select(t => (t.ndim, t.numel())));
        Equal([1, 1, 1, 1], x.new_ones(2, 2), [2, 2]);
        Equal([3.5, 3.5], x.new_full(2, 3.5));
        Equal([3, 3], x.new_full(2, 1, 3.5, int64), [2, 1]);
        Equal([2, 2, 2, 2], x.new_full(new ReadOnlySpan<long>([4]), 2));
        Assert.Equal((float64, int32, true), (x.new_empty(3).dtype, x.new_empty([1, 2], int32).dtype, x.new_zeros(new ReadOnlySpan<long>([2]), requires_grad: true).requires_grad));
        Assert.Equal([5L, 4], x.new_ones(5, 4, int64).shape);
    }

    [Fact]
    public void Forms_with_out_change_the_tensor_and_its_shape()
    {
        var x = torch.empty(0, float64);
        Assert.Same(x, x.arange_out(1, 2, 0.25));
        Equal([1, 1.25, 1.5, 1.75], x);
        Equal([0, 0], x.zeros(2));
        Equal([1, 1, 1], x.ones(3, 1), [3, 1]);
        Equal([7, 7], x.full([2], 7));
        Equal([8], x.full(new ReadOnlySpan<long>([1]), 8));
        Equal([1, 0, 0, 0, 1, 0], x.eye(2, 3), [2, 3]);
        Assert.Equal([2L, 5], x.empty(2, 5).shape);
        manual_seed(3);
        var uniform = rand(4, float64);
        var normal = randn(4, float64);
        manual_seed(3);
        Equal(uniform, x.rand_out(4));
        Equal(normal, x.randn_out(4));
        manual_seed(3);
        Equal(uniform, rand_out(x, 4));
        Assert.All(Doubles(x.randint_out(5, [40])), n => Assert.InRange(n, 0, 4));
        Assert.True(Doubles(randint_out(x, 5, [40])).Max() == 4);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (double)i), Doubles(x.randperm_out(9)).Order());
        Assert.Equal([0.0, 1, 2], Doubles(randperm_out(x, 3)).Order());
        var target = torch.empty(0, float64);
        Assert.Same(target, ones(2, 3, float64).amax([1], false, target));
        Equal([1, 1], target);
        target = torch.empty(0, float64);
        Assert.Same(target, amin(zeros(2, 3, float64), [0], true, target));
        Equal([0, 0, 0], target, [1, 3]);
    }

    [Fact]
    public void Random_integers_in_the_shape_of_a_tensor()
    {
        var x = zeros(50, float64).randint_like(-2, 3);
        Assert.Equal(float64, x.dtype);
        Assert.Equal([-2.0, -1, 0, 1, 2], Doubles(x).Distinct().Order());
        Assert.Equal((int64, 50L), (randint_like(x, 0, 2, int64).dtype, randint_like(x, 0, 2).numel()));
    }

    [Fact]
    public void Values_are_put_in_all_forms()
    {
        var positions = new[] { tensor(new long[] { 1, 1 }) };
        Equal([0, 3, 0], zeros(3).index_put_(tensor(new[] { 1f, 2f }), positions, accumulate: true));
        Equal([0, 5, 0], zeros(3).index_put_(5f, positions));
        Equal([0, 5, 5], zeros(3).index_put_((Scalar)5f, TensorIndex.Slice(1)));
        Equal([1, 3, 1], ones(3).index_put_(tensor(2f), [TensorIndex.Single(1)], accumulate: true));
        Equal([1, 2, 1], ones(3).index_put_(tensor(2f), [TensorIndex.Single(1)]));
        var x = arange(64).reshape(2, 2, 2, 2, 2, 2);
        Assert.Equal((21L, 2L), (x[0, 1, 0, 1, 0, 1].item<long>(), x[0, 1, 0, 1, 0].numel()));
        x[1, 1, 1, 1, 1, 1] = 7L;
        x[0, 0, 0, 0, 0] = 9L;
        Assert.Equal((7L, 9L, 9L, 2L), (x.ReadCpuInt64(63), x.ReadCpuInt64(0), x.ReadCpuInt64(1), x.ReadCpuInt64(2)));
    }

    public static TheoryData<string> Errors => [.. Refused.Keys];

    static readonly Dictionary<string, (Action Act, string Says)> Refused = new()
    {
        ["cummax of a missing dimension"] = (() => ones(2).cummax(3), "Dimension out of range"),
        ["cholesky of a matrix that is not positive definite"] = (() => (-eye(2)).cholesky(), "not positive-definite"),
        ["inverse of a singular matrix"] = (() => zeros(2, 2).inverse(), "singular"),
        ["quantile out of [0, 1]"] = (() => ones(2).quantile(tensor(1.5f)), "must be in the range [0, 1]"),
        ["kthvalue out of range"] = (() => ones(2).kthvalue(3, 0), "selected number k out of range"),
        ["addmm of shapes that do not fit"] = (() => ones(2, 2).addmm(ones(2, 3), ones(2, 2)), "mat1 and mat2 shapes cannot be multiplied"),
        ["unflatten to a wrong size"] = (() => ones(6).unflatten(0, 4, 2), "don't multiply up to the size of dim"),
        ["split of a wrong sum"] = (() => ones(6).split((long[])[2, 3], 0), "expects split_sizes to sum exactly to 6"),
        ["scatter of an index out of range"] = (() => zeros(3).scatter(0, tensor(new long[] { 3 }), ones(1)), "out of bounds"),
        ["take out of range"] = (() => zeros(3).take(tensor(new long[] { 3 })), "out of range"),
        ["bitwise shift of floats"] = (() => ones(1).bitwise_and(ones(1)), "not implemented for 'Float'"),
        ["bernoulli of a probability above 1"] = (() => zeros(1).bernoulli_(1.5), "bernoulli_ expects p to be in [0, 1]"),
        ["stft without frames"] = (() => ones(3).stft(8, center: false, return_complex: false), "n_fft"),
        ["in-place comparison of integers and floats"] = (() => ones(1, int64).add_(tensor(1.5f)), "can't be cast"),
    };

    [Theory, MemberData(nameof(Errors))]
    public void Is_refused_by_libtorch(string name) => Assert.Contains(Refused[name].Says, Assert.Throws<ExternalException>(Refused[name].Act).Message);

    [Fact]
    public void Is_refused_before_libtorch_sees_it()
    {
        Assert.Contains("at least 3", Assert.Throws<ArgumentException>(() => ones(2, 2).dsplit(tensor(new long[] { 1 }))).Message);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => ones(2).vsplit(tensor(new long[] { 1 }))).Message);
        Assert.Contains("must be a vector", Assert.Throws<ArgumentException>(() => ones(2, 2).vander()).Message);
        Assert.Contains("cannot be summed over", Assert.Throws<ArgumentException>(() => ones(2).tensordot(ones(2), 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ones(2).div(2, (RoundingMode)9));
    }

    /// <summary>Only the results stay in the scope of the caller.</summary>
    [Fact]
    public void Leaves_no_temporaries_behind()
    {
        var x = arange(24, float64).reshape(2, 3, 4);
        var number = tensor(3.0);
        (string Name, int Results, Func<object?> Call)[] calls =
        [
            ("unique", 1, () => x.unique()), ("unique with all", 3, () => x.unique(true, true, true)), ("vander", 1, () => x[0, 0].vander()), ("std as float", 1, () => x.std(0, type: float32)),
            ("take_along_dim", 1, () => x.take_along_dim((IEnumerable<long>)[1, 2])), ("index_put_", 0, () => x.index_put_(1.0, TensorIndex.Single(0))), ("index", 1, () => x[0, TensorIndex.Slice(1), 2]),
            ("assignment", 0, () => x[0, 1, 2] = number), ("amax into", 0, () => x.zeros(2, 3)), ("item", 0, () => x.sum().item<double>()), ("tensordot", 1, () => x.tensordot(x, ((long, long)[])[(0, 0), (1, 1)])),
        ];
        foreach (var (name, results, call) in calls)
        {
            x = arange(24, float64).reshape(2, 3, 4);
            using var scope = NewDisposeScope();
            call();
            var made = name is "vander" or "item" ? 1 : 0; // by the test itself
            Assert.True(scope.DisposablesCount == results + made, $"{name} leaves {scope.DisposablesCount} tensors in the scope, not {results + made}.");
        }
    }
}
