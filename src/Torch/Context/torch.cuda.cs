namespace TorchSharp;

public static partial class torch
{
    /// <summary>True if this libtorch can use a CUDA device.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>True if this libtorch can use Apple's GPUs.</summary>
    public static bool mps_is_available() => Native.mt_mps_available() != 0;

    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>True if this libtorch can use a CUDA device.</summary>
        public static bool is_available() => Native.mt_cuda_available() != 0 && device_count() > 0;

        /// <summary>True if a CUDA device is there and this libtorch has cuDNN.</summary>
        public static bool is_cudnn_available() => is_available() && Native.mt_cudnn_available() != 0;

        /// <summary>How many CUDA devices there are; 0 without CUDA.</summary>
        public static int device_count() => Native.mt_cuda_device_count();

        /// <summary>Restarts the default generator of the current CUDA device; without CUDA, does nothing.</summary>
        public static void manual_seed(long seed) => NativeError.Check(Native.mt_cuda_seed(seed, 0));

        /// <summary>Restarts the default generators of all CUDA devices; without CUDA, does nothing.</summary>
        public static void manual_seed_all(long seed) => NativeError.Check(Native.mt_cuda_seed(seed, 1));

        /// <summary>Waits until a CUDA device, the current one if null, has done all its work.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no such device.</exception>
        /// <exception cref="ArgumentException">It is no CUDA device.</exception>
        public static void synchronize(Device? device = null)
        {
            if (device is not null && device.type != DeviceType.CUDA) throw new ArgumentException($"Expected a CUDA device, got {device}.", nameof(device));
            NativeError.Check(Native.mt_cuda_synchronize(device?.index ?? -1));
        }
    }
}
