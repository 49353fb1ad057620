using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class ElementInfoTests
{
    [Theory] // torch.finfo of PyTorch 1.13
    [InlineData(ScalarType.Float16, 16, 0.0009765625, 65504.0, 0.001, 6.103515625e-05)]
    [InlineData(ScalarType.BFloat16, 16, 0.0078125, 3.3895313892515355e+38, 0.01, 1.1754943508222875e-38)]
    [InlineData(ScalarType.Float32, 32, 1.1920928955078125e-07, 3.4028234663852886e+38, 1e-06, 1.1754943508222875e-38)]
    [InlineData(ScalarType.Float64, 64, 2.220446049250313e-16, 1.7976931348623157e+308, 1e-15, 2.2250738585072014e-308)]
    [InlineData(ScalarType.ComplexFloat32, 32, 1.1920928955078125e-07, 3.4028234663852886e+38, 1e-06, 1.1754943508222875e-38)]
    public void Limits_of_floating_point_types(ScalarType type, int bits, double eps, double max, double resolution, double normal)
    {
        var info = finfo(type);
        Assert.Equal((bits, eps, max, -max, resolution, normal, normal), (info.bits, info.eps, info.max, info.min, info.resolution, info.smallest_normal, info.tiny));
    }

    [Fact]
    public void Other_types_have_no_such_limits()
    {
        Assert.Throws<ArgumentException>(() => finfo(int32));
        Assert.Throws<ArgumentException>(() => max_int_value(float32));
        Assert.Equal((255L, 127L, 32767L, (long)int.MaxValue, long.MaxValue), (max_int_value(uint8), max_int_value(int8), max_int_value(int16), max_int_value(int32), max_int_value(int64)));
        Assert.Equal(finfo(float32).eps, finfo().eps);
    }

    [Fact]
    public void Types_are_promoted_and_cast_as_in_PyTorch()
    {
        Assert.Equal((float16, int16, complex128), (promote_types(int32, float16), promote_types(uint8, int8), promote_types(float64, complex64)));
        Assert.Equal((float32, int32), (result_type(ones(1), tensor(1.0)), result_type(ones(1, int32), tensor(1L))));
        Assert.Equal((true, false, false, true), (can_cast(float64, float32), can_cast(float32, int32), can_cast(cfloat, float32), can_cast(int64, int8)));
        Assert.Equal((true, false), (is_tensor(ones(1)), is_tensor(1)));
        Assert.Equal((true, false), (is_storage(ones(1).storage<float>()), is_storage(ones(1))));
        Assert.Equal((ScalarType.ComplexFloat32, ScalarType.ComplexFloat64, ScalarType.QInt8, ScalarType.QUInt8, ScalarType.QInt32), (cfloat, cdouble, qint8, quint8, qint32));
    }

    [Fact]
    public void The_default_type_holds_for_all_that_makes_tensors()
    {
        try
        {
            set_default_dtype(float64);
            Assert.Equal(float64, get_default_dtype());
            ScalarType[] types = [zeros(1).dtype, rand(1).dtype, full(1, 2f).dtype, arange(2.0).dtype, hann_window(2).dtype, (tensor(1L) / 2).dtype, nn.Linear(1, 1).weight!.dtype];
            Assert.All(types, type => Assert.Equal(float64, type));
            Assert.Equal((float32, int64), (tensor(1f).dtype, arange(2).dtype));
            Assert.Throws<ArgumentException>(() => set_default_dtype(int32));
            set_default_tensor_type(ones(1, float16));
            Assert.Equal(float16, ones(1).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
    }

    [Fact]
    public void The_default_device_holds_where_none_is_given()
    {
        try
        {
            set_default_device("meta");
            Assert.Equal(DeviceType.META, get_default_device().type);
            Tensor[] made = [zeros(1), full(1, 2), rand(1), randint(3, [1]), arange(3), linspace(0, 1, 2), eye(2), hann_window(3), tensor(1f), tensor(new[] { 1 }), from_array(new[] { 1f }), empty_strided([1], [1])];
            Assert.All(made, t => Assert.Equal(DeviceType.META, t.device_type));
            Assert.Equal(DeviceType.CPU, ones(1, device: CPU).device_type);
            Assert.Equal(DeviceType.META, InitializeDevice(null).type);
        }
        finally
        {
            set_default_device(CPU);
        }
        Assert.Equal((DeviceType.CPU, DeviceType.CPU), (zeros(1).device_type, get_default_device().type));
    }

    [Fact]
    public void Devices_are_checked()
    {
        Assert.Equal((true, cuda.is_available(), false), (TryInitializeDeviceType(DeviceType.CPU), TryInitializeDeviceType(DeviceType.CUDA), TryInitializeDeviceType(DeviceType.FPGA)));
        Assert.Contains("FPGA", Assert.Throws<InvalidOperationException>(() => InitializeDeviceType(DeviceType.FPGA)).Message);
        Assert.Equal((DeviceType.META, DeviceType.MPS, "cpu"), (META.type, MPS.type, InitializeDevice(CPU).ToString()));
        if (!cuda.is_available()) Assert.Throws<InvalidOperationException>(() => set_default_device(CUDA));
    }

    [Fact]
    public void BFloat16_rounds_to_even_as_libtorch_does()
    {
        float[] values = [0, -0f, 1, 0.1f, 3.14159f, 1.00390625f, 1.01171875f, 65504, 3.4e38f, float.MaxValue, 1e-40f, float.Epsilon, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        var theirs = tensor(values).to(bfloat16).data<BFloat16>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var mine = new BFloat16(values[i]);
            Assert.True(mine.Equals(theirs[i]) && (BFloat16.IsNaN(mine) || float.IsNegative(mine.ToSingle()) == float.IsNegative(theirs[i].ToSingle())), $"{values[i]} became {mine}, not {theirs[i]}");
        }
    }

    [Fact]
    public void BFloat16_is_a_number()
    {
        BFloat16 a = new(1.5f), b = (BFloat16)0.25;
        Assert.Equal((1.75f, 1.25f, 0.375f, 6f, -1.5f, 0f), ((float)(a + b), (float)(a - b), (float)(a * b), (float)(a / b), (float)-a, (float)(a % b)));
        Assert.True(a > b && a >= b && b < a && b <= a && a != b && a == new BFloat16(1.5f));
        Assert.True(BFloat16.IsNaN(BFloat16.NaN) && BFloat16.NaN != new BFloat16(float.NaN) && BFloat16.NaN.Equals(BFloat16.NaN));
        Assert.True(BFloat16.IsInfinity(BFloat16.NegativeInfinity) && BFloat16.IsNegativeInfinity(BFloat16.NegativeInfinity) && BFloat16.IsPositiveInfinity(BFloat16.PositiveInfinity) && !BFloat16.IsFinite(BFloat16.NaN));
        Assert.Equal((finfo(bfloat16).eps, finfo(bfloat16).max, finfo(bfloat16).min, finfo(bfloat16).tiny), ((double)BFloat16.Epsilon, (double)BFloat16.MaxValue, (double)BFloat16.MinValue, (double)BFloat16.MinNormal));
        Assert.Equal((0f, 1f, 9.183549615799121e-41f), ((float)BFloat16.Zero, (float)BFloat16.One, (float)BFloat16.SmallestSubnormal));
        Assert.Equal((1, 1, 0), (a.CompareTo(b), a.CompareTo(null), a.CompareTo((object)a)));
        Assert.Throws<ArgumentException>(() => a.CompareTo(1));
        Assert.Equal(("1.50", "1.5"), (a.ToString("f2", CultureInfo.InvariantCulture), a.ToString()));
        Assert.Equal(a, BFloat16.FromRawValue(0x3FC0));
        Assert.Equal(a.GetHashCode(), new BFloat16(1.5f).GetHashCode());
    }
}
