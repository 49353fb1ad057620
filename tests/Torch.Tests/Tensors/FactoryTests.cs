using TorchSharp;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Tensors;

public class FactoryTests
{
    [Fact]
    public void Shapes_in_all_forms()
    {
        Assert.Equal([3], zeros(3).shape);
        Assert.Equal([3, 2], ones(3L, 2).shape);
        Assert.Equal([3, 2, 4], empty(3, 2, 4).shape);
        Assert.Equal([3, 2, 4, 1], rand(3, 2, 4, 1).shape);
        Assert.Equal([2, 2], randn((long[])[2, 2]).shape);
        Assert.Equal([2, 5], full((ReadOnlySpan<long>)[2, 5], 1).shape);
        Assert.Empty(zeros(Array.Empty<long>()).shape);
    }

    [Fact]
    public void Contents()
    {
        Equal([0, 0], zeros(2));
        Equal([1, 1], ones(2));
        Equal([2.5, 2.5], full(2, 2.5));
        Equal([0, 1, 2], arange(3));
        Equal([1, 3, 5], arange(1, 6, 2));
        Equal([0.5, 1.5], arange(0.5, 2.5));
        Equal([0, 0.25, 0.5, 0.75, 1], linspace(0, 1, 5));
        Equal([1, 0, 0, 0, 1, 0], eye(2, 3), [2, 3]);
        Equal([1, 0, 0, 1], eye(2), [2, 2]);
        Assert.Equal([0L, 1, 2, 3, 4], randperm(5).sort().Values.data<long>().ToArray());
        var dice = randint(1, 7, new long[] { 1000 });
        Assert.Equal((1L, 6L), (dice.min().item<long>(), dice.max().item<long>()));
        var uniform = rand(10_000);
        Assert.True(uniform.min().ToSingle() >= 0 && uniform.max().ToSingle() < 1);
        Assert.Equal(0.5, uniform.mean().ToDouble(), 0.02);
        Assert.Equal(1, randn(10_000).std().ToDouble(), 0.05);
        Assert.Equal(0.3, bernoulli(full(10_000, 0.3)).mean().ToDouble(), 0.03);
        Assert.Equal(0.3, empty(10_000).bernoulli_(0.3).mean().ToDouble(), 0.03);
        Assert.Equal([0L, 2L], multinomial(tensor(new[] { 1f, 0f, 1f }), 2).sort().Values.data<long>().ToArray());
    }

    [Fact]
    public void Types_and_gradients()
    {
        Assert.Equal(float32, zeros(1).dtype);
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(0.5, 3).dtype);
        Assert.Equal(int64, randint(5, new long[] { 1 }).dtype);
        Assert.Equal(int64, randperm(5).dtype);
        Assert.Equal(float64, ones(1, float64).dtype);
        Assert.Equal(int32, full(1, 3, int32).dtype);
        Assert.True(rand(1, requires_grad: true).requires_grad);
        Assert.False(rand(1).requires_grad);
        Assert.Equal(DeviceType.META, zeros(1, device: "meta").device_type);
    }

    [Fact]
    public void Like_another()
    {
        var t = ones(2, 3, float64);
        foreach (var made in new[] { zeros_like(t), ones_like(t), empty_like(t), full_like(t, 5), rand_like(t), randn_like(t), t.zeros_like(), t.full_like(5) })
            Assert.Equal((t.dtype, "2,3"), (made.dtype, string.Join(',', made.shape)));
        Assert.Equal(30, full_like(t, 5).sum().ToDouble());
        Assert.Equal(int32, t.ones_like(int32).dtype);
        Assert.True(zeros_like(t, requires_grad: true).requires_grad);
    }

    [Fact]
    public void From_numbers_of_every_type()
    {
        (Tensor Tensor, ScalarType Type)[] made =
        [
            (tensor(true), ScalarType.Bool), (tensor((byte)1), ScalarType.Byte), (tensor((sbyte)1), ScalarType.Int8), (tensor((short)1), ScalarType.Int16),
            (tensor(1), ScalarType.Int32), (tensor(1L), ScalarType.Int64), (tensor(1f), ScalarType.Float32), (tensor(1.0), ScalarType.Float64),
        ];
        foreach (var (t, type) in made)
        {
            Assert.Equal(type, t.dtype);
            Assert.Empty(t.shape);
            Assert.Equal(1, t.ToDouble());
        }
    }

    [Fact]
    public void From_arrays_of_every_shape()
    {
        Equal([1, 2, 3], tensor(new[] { 1f, 2f, 3f }));
        Equal([1, 2, 3, 4], tensor(new[,] { { 1.0, 2 }, { 3, 4 } }), [2, 2]);
        Equal([1, 2], tensor(new[, ,] { { { 1L, 2 } } }), [1, 1, 2]);
        Equal([1], tensor(new[, , ,] { { { { 1 } } } }), [1, 1, 1, 1]);
        Equal([1, 2, 3, 4], tensor(new float[] { 1, 2, 3, 4 }, [2, 2]), [2, 2]);
        Equal([1, 2, 3, 4], tensor(new List<int> { 1, 2, 3, 4 }, 2, 2), [2, 2]);
        Equal([1, 0], tensor(new[] { true, false }));
        Equal([2, 3], tensor(new float[] { 1, 2, 3 }.AsMemory(1), [2]));
        Equal([1, 2], from_array(new[,] { { 1L, 2 } }), [1, 2]);
        Assert.Equal(float32, tensor(new[] { 1.0 }, dtype: float32).dtype);
        Assert.True(tensor(new[] { 1f }, requires_grad: true).is_leaf);
        Assert.True(tensor(new[] { 1.0 }, dtype: float32, requires_grad: true).is_leaf);
    }

    [Fact]
    public void The_array_is_copied()
    {
        float[] source = [1, 2];
        var t = tensor(source);
        source[0] = 9;
        Equal([1, 2], t);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Assert.Contains("4 vs. 3", Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, [2, 2])).Message);
        Assert.Contains("System.String", Assert.Throws<NotSupportedException>(() => from_array(new[] { "a" })).Message);
        Assert.Contains("names", Assert.Throws<NotSupportedException>(() => zeros(1, names: ["a"])).Message);
    }

    [Fact]
    public void Implicit_conversions()
    {
        Tensor number = 2f, array = new long[] { 1, 2 };
        Assert.Equal((float32, int64), (number.dtype, array.dtype));
        Assert.Equal(2.5, (double)tensor(2.5f));
        Assert.Equal(2, (int)tensor(2L));
        Assert.True((bool)(ones(1) > 0));
    }
}
