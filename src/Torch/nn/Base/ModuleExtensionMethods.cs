using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves a module to a device or converts its floating-point parameters and buffers; each returns the module.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module => Convert(module, type, device, non_blocking);
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Convert(module, null, device, non_blocking);
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module => Convert(module, null, new(deviceType, deviceIndex), non_blocking);
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Convert(module, null, new(device), non_blocking);
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Convert(module, type, null, non_blocking);
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Convert(module, other.dtype, other.device, non_blocking);
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Convert(module, null, CPU, non_blocking);
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module => Convert(module, null, new(DeviceType.CUDA, deviceIndex), non_blocking);
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => Convert(module, ScalarType.Float16, null, non_blocking);
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => Convert(module, ScalarType.Float32, null, non_blocking);
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => Convert(module, ScalarType.Float64, null, non_blocking);

    static T Convert<T>(T module, ScalarType? type, Device? device, bool nonBlocking) where T : nn.Module
    {
        module.Convert(type, device, nonBlocking);
        return module;
    }
}
