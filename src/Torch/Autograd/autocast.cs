namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// Lets matrix products and convolutions of this thread compute in half the width until the result is disposed, and what
    /// needs more in full width: mixed precision. Backward needs no such region. (Not in TorchSharp; as in PyTorch.)
    /// </summary>
    /// <param name="device_type">CPU or CUDA: the tensors there are meant.</param>
    /// <param name="dtype">BFloat16 or Float16; null means BFloat16 on the CPU, Float16 on CUDA.</param>
    /// <param name="enabled">False switches an outer region off.</param>
    /// <exception cref="ArgumentException">Another device, or a type of another width.</exception>
    public static IDisposable autocast(DeviceType device_type, ScalarType? dtype = null, bool enabled = true)
    {
        if (device_type is not (DeviceType.CPU or DeviceType.CUDA)) throw new ArgumentException($"autocast knows CPU and CUDA, not {device_type}.", nameof(device_type));
        var type = dtype ?? (device_type == DeviceType.CPU ? ScalarType.BFloat16 : ScalarType.Float16);
        if (type is not (ScalarType.BFloat16 or ScalarType.Float16)) throw new ArgumentException($"autocast computes in BFloat16 or Float16, not in {type}.", nameof(dtype));
        return new Autocast((int)device_type, type, enabled);
    }

    sealed unsafe class Autocast : IDisposable
    {
        readonly int device, wasEnabled, wasType;
        bool ended;

        internal Autocast(int device, ScalarType type, bool enabled)
        {
            this.device = device;
            int enabledBefore, typeBefore;
            NativeError.Check(Native.mt_autocast_begin(device, enabled ? 1 : 0, (int)type, &enabledBefore, &typeBefore));
            (wasEnabled, wasType) = (enabledBefore, typeBefore);
        }

        public void Dispose()
        {
            if (ended) return;
            ended = true;
            NativeError.Check(Native.mt_autocast_end(device, wasEnabled, wasType));
        }
    }
}
