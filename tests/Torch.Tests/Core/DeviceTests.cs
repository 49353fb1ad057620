using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

public class DeviceTests
{
    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1, "cpu")]
    [InlineData("cuda", DeviceType.CUDA, -1, "cuda")]
    [InlineData("cuda:1", DeviceType.CUDA, 1, "cuda:1")]
    [InlineData("META", DeviceType.META, -1, "meta")]
    public void Is_read_from_its_description(string description, DeviceType type, int index, string text)
    {
        Device device = description;
        Assert.Equal((type, index, text), (device.type, device.index, device.ToString()));
        Assert.Equal(text, new Device(type, index).ToString());
    }

    [Fact]
    public void An_unknown_description_is_refused()
    {
        Assert.Throws<ArgumentException>(() => torch.device("tpu"));
        Assert.Throws<FormatException>(() => torch.device("cpu:x"));
    }

    [Fact]
    public void A_tensor_knows_where_it_is()
    {
        var t = ones(2);
        Assert.Equal((DeviceType.CPU, -1, true, false), (t.device_type, t.device_index, t.is_cpu(), t.is_cuda));
        Assert.Equal("cpu", t.device.ToString());
        Assert.Equal(DeviceType.META, empty(2, device: "meta").device.type);
    }

    [Fact]
    public void Cuda_is_refused_where_there_is_none()
    {
        Assert.Equal(cuda.is_available(), cuda_is_available());
        if (!cuda.is_available()) Assert.Contains("CUDA did not initialise", Assert.Throws<InvalidOperationException>(() => ones(1).cuda()).Message);
    }
}
