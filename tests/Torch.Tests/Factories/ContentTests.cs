using System.Numerics;
using TorchSharp;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Factories;

/// <summary>Numbers that PyTorch 1.13 gave for the same calls.</summary>
public class ContentTests
{
    static readonly Dictionary<string, (Func<Tensor> Make, double[] Expected)> Cases = new()
    {
        ["bartlett"] = (() => bartlett_window(5), [0, 0.4, 0.8, 0.8, 0.4]),
        ["bartlett, symmetric"] = (() => bartlett_window(5, false), [0, 0.5, 1, 0.5, 0]),
        ["blackman"] = (() => blackman_window(5), [0, 0.20077014, 0.849229932, 0.849229813, 0.20077008]),
        ["hann"] = (() => hann_window(5), [0, 0.345491529, 0.904508531, 0.904508471, 0.345491439]),
        ["hann, symmetric"] = (() => hann_window(5, periodic: false), [0, 0.5, 1, 0.5, 0]),
        ["hamming"] = (() => hamming_window(5), [0.0800000131, 0.397852212, 0.91214788, 0.91214782, 0.397852123]),
        ["hamming, other"] = (() => hamming_window(4, true, 0.5f, 0.4f), [0.1, 0.5, 0.9, 0.5]),
        ["kaiser"] = (() => kaiser_window(5), [5.27734373e-05, 0.101719715, 0.792939425, 0.792939425, 0.101719715]),
        ["kaiser, beta 3"] = (() => kaiser_window(4, beta: 3), [0.204884738, 0.726925492, 1, 0.726925492]),
        ["logspace"] = (() => logspace(-1, 1, 3), [0.1, 1, 10]),
        ["logspace, base 2"] = (() => logspace(0, 2, 3, 2, int64), [1, 2, 4]),
        ["tril_indices"] = (() => tril_indices(3, 3, -1).flatten(), [1, 2, 2, 0, 0, 1]),
        ["triu_indices"] = (() => triu_indices(2, 3, 1).flatten(), [0, 0, 1, 1, 2, 2]),
        ["complex"] = (() => view_as_real(complex(tensor(new[] { 1f }), tensor(new[] { 2f }))).flatten(), [1, 2]),
        ["polar"] = (() => view_as_real(polar(tensor(new[] { 2f }), tensor(new[] { 1f }))).flatten(), [2 * Math.Cos(1), 2 * Math.Sin(1)]),
        ["sparse"] = (() => sparse(tensor(new long[,] { { 0, 1 }, { 1, 0 } }), tensor(new[] { 3f, 4f }), [2, 2]).to_dense().flatten(), [0, 3, 4, 0]),
        ["full of a truth value"] = (() => full(2, true), [1, 1]),
        ["empty_strided"] = (() => empty_strided([2, 2], [1, 2]).fill_(3).flatten(), [3, 3, 3, 3]),
        ["expand"] = (() => tensor(new[] { 1f, 2f }).expand(new Size((2, 2))).flatten(), [1, 2, 1, 2]),
        ["unflatten"] = (() => arange(4).unflatten(0, new Size((2, 2)))[1], [2, 3]),
        ["unflatten, static"] = (() => unflatten(arange(4), 0, new Size((2, 2)))[1], [2, 3]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Agrees(string name) => Equal(Cases[name].Expected, Cases[name].Make());

    [Fact]
    public void Types_of_the_contents()
    {
        Assert.Equal((int64, float64, complex64, complex128), (full(2, true).dtype, hann_window(3, dtype: float64).dtype, complex(ones(1), ones(1)).dtype, polar(ones(1, float64), ones(1, float64)).dtype));
        Assert.Equal((int32, int64), (tril_indices(2, 2, dtype: int32).dtype, triu_indices(2, 2).dtype));
        Assert.Equal([1L, 2], empty_strided([2, 2], [1, 2]).stride());
        Assert.True(logspace(0, 1, 2, requires_grad: true).requires_grad);
        ScalarType[] types = [BoolTensor(ones(1)).dtype, ByteTensor(ones(1)).dtype, ShortTensor(ones(1)).dtype, IntTensor(ones(1)).dtype, LongTensor(ones(1)).dtype, FloatTensor(tensor(1)).dtype, DoubleTensor(ones(1)).dtype];
        Assert.Equal([torch.@bool, uint8, int16, int32, int64, float32, float64], types);
    }

    [Fact]
    public void A_sparse_tensor_is_written()
    {
        var t = sparse_coo_tensor(tensor(new long[,] { { 0, 1 }, { 1, 0 } }), tensor(new[] { 3f, 4f }), [2, 2], requires_grad: true);
        Assert.Equal((true, true, "[2x2], type = Float32, device = cpu"), (t.is_sparse, t.requires_grad, t.ToString()));
        Assert.Equal("[[0, 3]\n [4, 0]]", t.npstr());
    }

    [Fact]
    public void A_file_is_read_as_numbers()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [1, 2, 3, 4]);
        Equal([1, 2, 3], from_file(path, size: 3, dtype: uint8));
        File.Delete(path);
    }

    [Fact]
    public void Random_numbers_come_in_the_order_of_PyTorch()
    {
        manual_seed(5);
        Equal([-0.486780763, 8.79235649], normal(tensor(new[] { 0f, 10f }), tensor(new[] { 1f, 2f })));
        Equal([0.32571131, 4.00257301, 1.40775478, 7.82835054], normal(2, 3, [4]));
        Equal([2, 5, 46], poisson(tensor(new[] { 1f, 5f, 50f })));
        Equal([5, 2], binomial(tensor(new[] { 10f, 20f }), tensor(new[] { 0.5f, 0.1f })));
        Equal([1.60826838, 3.14400148, 11.0067244], _standard_gamma(tensor(new[] { 0.5f, 2f, 9f })));
        Equal([0.0625665262, 0.46136862, 0.476064831], _sample_dirichlet(tensor(new[,] { { 1f, 2f, 3f } })).flatten());
        Equal([0, 1, 1, 1, 1], empty(5).bernoulli_(tensor(new[] { 0.1f, 0.5f, 0.9f, 0.5f, 0.5f })));
        Equal([6, 4, 4, 8], randint_like(zeros(4), 3, 9));
        Equal([3.26543975, 0.665639699], empty(2).cauchy_(1, 2));
        Equal([0.156961307, 0.0583375506], empty(2).exponential_(2));
        Equal([43, 4], empty(2).geometric_(0.2));
        Equal([1.40340543, 1.40932822], empty(2).log_normal_(0.5, 0.25));
        Equal([70, 14, 9], empty(3).random_(3, 90));
        Equal([0.150575638, 0.610859632, 0.532175779], rand_out(empty(0), 3));
        Equal([3, 0, 4], randint_out(empty(0, int64), 7, [3]));
        Equal([2, 1, 0, 3], randperm_out(empty(0, int64), 4));
    }

    [Fact]
    public void Single_random_numbers_are_those_of_tensors()
    {
        using var scope = NewDisposeScope();
        Func<Generator, double>[] single = [g => rand_float(g), g => randn_float(g), g => randint_long(100, g), g => randint_int(-5, 5, g), g => randint_bool(g) ? 1 : 0, g => randint_long(5, 1L << 40, g), g => randint_int(9, g)];
        Func<Generator, Tensor>[] tensors = [g => rand(1, generator: g), g => randn(1, generator: g), g => randint(100, [1], generator: g), g => randint(-5L, 5, [1], generator: g), g => randint(2, new Size(1), generator: g), g => randint(5, 1L << 40, new Size(1), generator: g), g => randint(9, new[] { 1 }, generator: g)];
        for (var i = 0; i < single.Length; i++)
        {
            using Generator first = new(8), second = new(8);
            Assert.Equal(tensors[i](second).ToDouble(), single[i](first));
        }
        Assert.Equal(tensors.Length, scope.DisposablesCount);
        using Generator a = new(4), b = new(4);
        var into = empty(5, int64);
        Assert.Same(into, randperm(5, into, a));
        Assert.Equal(randperm(5, generator: b).data<long>(), into.data<long>());
    }

    [Fact]
    public void The_random_class_is_the_default_generator()
    {
        Assert.Equal(6, torch.random.manual_seed(6).initial_seed());
        var state = torch.random.get_rng_state();
        var expected = rand(3).data<float>().ToArray();
        torch.random.set_rng_state(state);
        Assert.Equal(expected, rand(3).data<float>().ToArray());
        Assert.Equal(6, torch.random.initial_seed());
        Assert.Equal(torch.random.seed(), initial_seed());
        manual_seed(1);
    }

    [Fact]
    public void Converts_from_complex_numbers()
    {
        Tensor one = new Complex(1, 2), pair = (1f, 2f), many = new Complex[] { new(1, 2) }, pairs = new[] { (1f, 2f) };
        Assert.Equal((complex128, complex64, complex128, complex64), (one.dtype, pair.dtype, many.dtype, pairs.dtype));
        Assert.Equal((new Complex(1, 2), (1f, 2f), (1f, 2f), new Complex(1, 2)), (one.ToComplexFloat64(), pair.ToComplexFloat32(), pairs.ToComplex32(), many.ToComplex64()));
        Assert.Equal(((Half)2.5, new BFloat16(2.5f)), (tensor(2.5).ToHalf(), tensor(2.5).ToBFloat16()));
        Assert.Equal(5, ((Tensor)TensorIndex.Single(5)).item<long>());
    }
}
