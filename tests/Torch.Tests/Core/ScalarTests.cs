using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class ScalarTests
{
    [Fact]
    public void Keeps_the_type_and_the_value()
    {
        (Scalar Value, ScalarType Type)[] scalars =
        [
            (true, ScalarType.Bool), ((byte)3, ScalarType.Byte), ((sbyte)-3, ScalarType.Int8), ((short)-3, ScalarType.Int16),
            (3, ScalarType.Int32), (1L << 40, ScalarType.Int64), (0.5f, ScalarType.Float32), (0.1, ScalarType.Float64),
        ];
        foreach (var (value, type) in scalars) Assert.Equal(type, value.Type);
        Assert.Equal(1L << 40, ((Scalar)(1L << 40)).ToInt64());
        Assert.Equal(0.1, 0.1.ToScalar().ToDouble());
        Assert.Equal(2, ((Scalar)2.9).ToInt32());
        Assert.True(((Scalar)0.5).ToBoolean());
        Assert.False(((Scalar)0).ToBoolean());
        Assert.Throws<OverflowException>(() => ((Scalar)300).ToByte());
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
