using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

public class ValueTests
{
    [Fact]
    public void Item_gives_the_only_element()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Equal(1L << 60, tensor(1L << 60).item<long>());
        Assert.True(tensor(true).item<bool>());
        Assert.Equal(7, ones(1, 1, 1, int32).mul(7).item<int>());
        Assert.Equal(2.5, tensor(2.5f).ToDouble());
        Assert.Equal(3, tensor(3L).ToInt32());
    }

    [Fact]
    public void Item_of_another_type_is_refused_with_the_way_out()
    {
        var e = Assert.Throws<ArgumentException>(() => tensor(2.5f).item<double>());
        Assert.StartsWith("Double is not compatible with Float32\nUse Single", e.Message);
        Assert.Throws<ArgumentException>(() => tensor(1L).data<int>());
        Assert.Contains("must be 1, but it is 2", Assert.Throws<ArgumentException>(() => ones(2).item<float>()).Message);
    }

    [Fact]
    public void Data_reads_in_logical_order_whatever_the_strides()
    {
        var t = arange(6).reshape(2, 3).T;
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.data<long>().ToArray());
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.data<long>());
        Assert.Equal(4, t.data<long>()[1, 1]);
        Assert.Equal(4, t.data<long>()[3]);
        Assert.Equal(6, t.data<long>().Count);
        Assert.Equal(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, t.data<long>().ToNDArray());
        Assert.Equal([0L], zeros(3, 4, int64).expand(2, 3, 4).data<long>().ToArray().Distinct());
    }

    [Fact]
    public void Data_reads_what_views_and_lazy_zeros_stand_for()
    {
        var negated = tensor(new[] { 1.0, 2, 3, 4 }).reshape(2, 2).view_as_complex().conj().imag;
        Assert.True(negated.is_neg());
        Assert.Equal([-2.0, -4], negated.data<double>().ToArray());
        Assert.Equal(-4, negated[1].item<double>());
        var x = ones(2, requires_grad: true);
        x.sgn().sum().backward();
        Assert.Equal([0f, 0], x.grad!.data<float>().ToArray());
        Assert.Equal(0, x.grad![0].item<float>());
    }

    [Fact]
    public void Lists_are_nested_like_the_dimensions()
    {
        Assert.Equal(2.5, Assert.IsType<Scalar>(tensor(2.5).tolist()).ToDouble());
        var rows = Assert.IsType<System.Collections.ArrayList>(arange(6).reshape(2, 3).tolist());
        Assert.Equal([3L, 4, 5], Assert.IsType<System.Collections.ArrayList>(rows[1]).Cast<Scalar>().Select(s => s.ToInt64()));
        Assert.Equal(2, rows.Count);
        using var scope = NewDisposeScope();
        ones(2, 2).tolist();
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Data_writes_into_the_tensor()
    {
        var t = zeros(2, 3);
        t.data<float>()[1, 2] = 5;
        t.T.data<float>()[0, 1] = 4;
        t.data<float>().CopyFrom([7f, 8f], tensorIndex: 1);
        Assert.Equal([0f, 7, 8, 4, 0, 5], t.data<float>().ToArray());
        t.T.data<float>().CopyFrom([1f, 2f, 3f, 4f, 5f, 6f]);
        Assert.Equal([1f, 3, 5, 2, 4, 6], t.data<float>().ToArray());
        var target = new float[4];
        t.data<float>().CopyTo(target, 1, 4);
        Assert.Equal([0f, 4, 6, 0], target);
    }

    [Fact]
    public void Data_of_wrong_places_is_refused()
    {
        var d = zeros(2, 3).data<float>();
        Assert.Throws<IndexOutOfRangeException>(() => d[2, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => d[0, -1]);
        Assert.Throws<IndexOutOfRangeException>(() => d[6]);
        Assert.Throws<ArgumentException>(() => d[0, 0, 0]);
    }

    [Fact]
    public void Conversions()
    {
        var t = tensor(new[] { 1.9f, -1.9f });
        Assert.Equal([1L, -1L], t.to(int64).data<long>().ToArray());
        Assert.Equal([1, -1], t.@int().data<int>().ToArray());
        Assert.Equal([true, false], tensor(new[] { 2f, 0f }).@bool().data<bool>().ToArray());
        Assert.Equal(float64, t.@double().dtype);
        Assert.Equal(int64, t.type_as(tensor(1L)).dtype);
        Assert.Equal((float64, DeviceType.CPU), (t.to(ones(1, float64)).dtype, t.to("cpu").device_type));
        Assert.Equal(float16, t.to_type(half).dtype);
    }

    [Fact]
    public void Conversion_copies_only_if_needed_or_asked()
    {
        var t = ones(1);
        t.to(float32).fill_(2);
        Assert.Equal(2, t.item<float>());
        t.to(float32, copy: true).fill_(3);
        t.cpu().add_(1);
        Assert.Equal(3, t.item<float>());
        var gone = t.to(float64, disposeAfter: true);
        Assert.Equal((true, 3.0), (t.IsInvalid, gone.item<double>()));
    }

    [Fact]
    public void Copies_and_clones()
    {
        var t = tensor(new[] { 1f, 2f });
        var copy = t.clone();
        Assert.Same(copy, copy.copy_(tensor(5L)));
        Assert.Equal([5f, 5f], copy.data<float>().ToArray());
        Assert.Equal([1f, 2f], t.data<float>().ToArray());
        Assert.Equal([0f, 0f], t.zero_().data<float>().ToArray());
        Assert.Equal([0f, 0f], t.detach_().data<float>().ToArray());
    }

    [Fact]
    public void Equality_of_tensors()
    {
        var (a, b) = (tensor(new[] { 1f, float.NaN }), tensor(new[] { 1f, 2f }));
        Assert.True(b.Equals(b.clone()));
        Assert.False(b.Equals(b.to(float64)));
        Assert.False(a.Equals(b));
        Assert.Equal([false, true], a.isnan().data<bool>().ToArray());
        Assert.Equal([true, false], isfinite(a).data<bool>().ToArray());
        Assert.Equal([false, true], tensor(new[] { 1f, float.NegativeInfinity }).isinf().data<bool>().ToArray());
        Assert.True(b.allclose(b + 1e-7f));
        Assert.False(allclose(b, b + 1e-3f));
        Assert.True(a.allclose(a, equal_nan: true));
        Assert.Equal([true, false], a.isclose(a).data<bool>().ToArray());
    }

    [Fact]
    public void Logic()
    {
        var (a, b) = (tensor(new[] { true, true, false, false }), tensor(new[] { true, false, true, false }));
        Assert.Equal([true, false, false, false], (a & b).data<bool>().ToArray());
        Assert.Equal([true, true, true, false], (a | b).data<bool>().ToArray());
        Assert.Equal([false, true, true, false], (a ^ b).data<bool>().ToArray());
        Assert.Equal([false, false, true, true], (~a).data<bool>().ToArray());
        Assert.Equal([false, false, true, true], logical_not(a).data<bool>().ToArray());
        Assert.Equal([true, false, false, false], logical_and(a, b).data<bool>().ToArray());
        Assert.Equal([true, true, true, false], logical_or(a, b).data<bool>().ToArray());
        Assert.Equal([false, true, true, false], logical_xor(a, b).data<bool>().ToArray());
        Assert.Equal([9f, 9f, 1f, 1f], ones(4).masked_fill(a, 9).data<float>().ToArray());
        Assert.Equal([9f, 1f, 9f, 1f], ones(4).masked_fill_(b, 9).data<float>().ToArray());
    }

    [Fact]
    public void Softmax_sums_to_one_and_survives_large_numbers()
    {
        var x = tensor(new[,] { { 1000f, 1001f }, { -5f, -5f } });
        var p = x.softmax(1);
        Helpers.TensorAssert.Equal([1 / (1 + Math.E), Math.E / (1 + Math.E), 0.5, 0.5], p, [2, 2]);
        Helpers.TensorAssert.Equal(p.log(), x.log_softmax(1));
        Helpers.TensorAssert.Equal(p, softmax(x, -1));
        Assert.Equal(float64, x.softmax(0, float64).dtype);
    }

    [Fact]
    public void Kinds_of_elements()
    {
        (ScalarType Type, bool Floating, bool Integral)[] kinds =
        [
            (float16, true, false), (bfloat16, true, false), (float32, true, false), (float64, true, false),
            (uint8, false, true), (int8, false, true), (int16, false, true), (int32, false, true), (int64, false, true), (torch.@bool, false, true),
        ];
        foreach (var (type, floating, integral) in kinds)
        {
            var t = zeros(1, type);
            Assert.Equal((floating, integral, false), (t.is_floating_point(), t.is_integral(), t.is_complex()));
            Assert.Equal(type.ElementSize(), t.element_size());
        }
        Assert.Equal(24, ((long[])[2, 3, 4]).TotalSize());
        Assert.Equal((-3, (short)-3), (tensor(-3).ToSByte(), tensor(-3).ToInt16()));
        Assert.Throws<OverflowException>(() => tensor(300).ToSByte());
    }

    [Fact]
    public void Matrix_norms_by_name()
    {
        var m = tensor(new[,] { { 3.0, 0 }, { 0, -4 } });
        Assert.Equal((5.0, 7.0), (linalg.norm(m, "fro").ToDouble(), linalg.norm(m, "nuc").ToDouble()));
        Assert.Equal(4, linalg.norm(m, 2).ToDouble(), 1e-12);
    }
}
