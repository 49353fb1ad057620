using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class ScalarTests
{
    [Fact]
    public void Keeps_the_kind_and_the_value()
    {
        (Scalar Value, ScalarType Type)[] scalars =
        [
            (true, ScalarType.Bool), ((byte)3, ScalarType.Int64), ((sbyte)-3, ScalarType.Int64), ((short)-3, ScalarType.Int64),
            (3, ScalarType.Int64), (1L << 40, ScalarType.Int64), ((Half)0.5f, ScalarType.Float64), (new BFloat16(0.5f), ScalarType.Float64), (0.5f, ScalarType.Float64),
            (0.1, ScalarType.Float64), ((1f, 2f), ScalarType.ComplexFloat64), (new Complex(1, 2), ScalarType.ComplexFloat64),
        ];
        foreach (var (value, type) in scalars) Assert.Equal(type, value.Type);
        Assert.Equal(1L << 40, ((Scalar)(1L << 40)).ToInt64());
        Assert.Equal(0.1, 0.1.ToScalar().ToDouble());
        Assert.Equal(2, ((Scalar)2.9).ToInt32());
        Assert.Equal((-3, -3L, (short)-3, (sbyte)-3), ((-3.7).ToScalar().ToInt32(), (-3.7).ToScalar().ToInt64(), (-3.7).ToScalar().ToInt16(), (-3.7f).ToScalar().ToSByte()));
        Assert.Equal(((Half)0.1, new BFloat16(0.1f), 0.1f), (0.1.ToScalar().ToHalf(), 0.1.ToScalar().ToBFloat16(), 0.1.ToScalar().ToSingle()));
        Assert.Equal((new Complex(1, -2), new Complex(3, 0)), (new Complex(1, -2).ToScalar().ToComplexFloat64(), 3.ToScalar().ToComplexFloat64()));
        Assert.Equal((1f, -2f), (1f, -2f).ToScalar().ToComplexFloat32());
        Assert.Equal(2, new Complex(2, 0).ToScalar().ToInt32());
        Assert.Equal(0.1015625, 0.1015f.ToBFloat16Scalar().ToDouble(), 1e-3);
        Assert.True(new Complex(0, 1).ToScalar().ToBoolean());
        Assert.True(((Scalar)0.5).ToBoolean());
        Assert.False(((Scalar)0).ToBoolean());
    }

    [Fact]
    public void A_value_that_does_not_fit_is_refused_as_in_libtorch()
    {
        Assert.Equal((255, 1), (((Scalar)(-1)).ToByte(), ((Scalar)(-255)).ToByte()));
        Action[] overflows =
        [
            () => ((Scalar)300).ToByte(), () => ((Scalar)(-256)).ToByte(), () => ((Scalar)128).ToSByte(), () => ((Scalar)70000).ToInt16(), () => ((Scalar)(1L << 31)).ToInt32(),
            () => ((Scalar)9.3e18).ToInt64(), () => ((Scalar)9223372036854775808.0).ToInt64(), () => ((Scalar)double.NaN).ToInt32(), () => ((Scalar)new Complex(1, 1)).ToDouble(),
        ];
        Assert.All(overflows, overflow => Assert.Contains("without overflow", Assert.Throws<OverflowException>(overflow).Message));
        Assert.Equal((long.MinValue, long.MaxValue), (((Scalar)(-9223372036854775808.0)).ToInt64(), ((Scalar)long.MaxValue).ToInt64()));
    }

    [Fact]
    public void A_complex_number_crosses_to_libtorch_and_back()
    {
        var t = ones(1) * new Complex(0.5, -2);
        Assert.Equal(ScalarType.ComplexFloat32, t.dtype);
        Assert.Equal(new Complex(0.5, -2), t.ToScalar().ToComplexFloat64());
        Assert.Equal(new Complex(1.5, -2), t.add((Scalar)1).ToComplexFloat64());
        Assert.Equal(new Complex(3, 4), full(2, new Complex(3, 4), ScalarType.ComplexFloat64).data<Complex>()[1]);
    }

    [Fact]
    public void A_large_integer_is_not_rounded_on_its_way() => Assert.Equal((1L << 53) + 1, (zeros(1, int64) + ((1L << 53) + 1)).item<long>());

    [Fact]
    public void Decides_the_type_of_the_result_as_in_PyTorch()
    {
        Assert.Equal(float32, (ones(1) * 2.0).dtype);
        Assert.Equal(float32, (ones(1, int64) * 2.0).dtype);
        Assert.Equal(int64, (ones(1, int64) * 2).dtype);
        Assert.Equal(float32, (ones(1, int64) / 2).dtype);
        Assert.Equal(int32, (ones(1, int32) + 1L).dtype);
    }

    [Fact]
    public void Becomes_a_tensor_of_its_own_type()
    {
        Tensor t = (Scalar)2.5f;
        Assert.Equal(ScalarType.Float32, t.dtype);
        Assert.Equal(2.5f, t.item<float>());
        Assert.Empty(t.shape);
    }
}
