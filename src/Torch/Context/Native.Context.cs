using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The switches that <c>mt_switch</c> knows; same order as in context.cpp.</summary>
enum ContextSwitch
{
    MatmulTF32, MatmulReducedFP16, CuDNNTF32, FlashSDP, MathSDP, WarnAlways,
}

static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial int mt_cuda_device_count();
    [LibraryImport(Library)] internal static partial int mt_cudnn_available();
    [LibraryImport(Library)] internal static partial int mt_mps_available();
    [LibraryImport(Library)] internal static partial int mt_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial int mt_cuda_seed(long seed, int all);
    [LibraryImport(Library)] internal static partial int mt_switch(ContextSwitch which, int* value);
    [LibraryImport(Library)] internal static partial int mt_set_switch(ContextSwitch which, int value);
    [LibraryImport(Library)] internal static partial int mt_matmul_precision(int* value);
    [LibraryImport(Library)] internal static partial int mt_set_matmul_precision(byte* name);
    [LibraryImport(Library)] internal static partial int mt_deterministic(int* warnOnly);
    [LibraryImport(Library)] internal static partial void mt_set_deterministic(int mode, int warnOnly);
    [LibraryImport(Library)] internal static partial int mt_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial int mt_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial int mt_inference_mode();
    [LibraryImport(Library)] internal static partial nint mt_enter_inference_mode(int enabled);
    [LibraryImport(Library)] internal static partial void mt_leave_inference_mode(nint mode);
    [LibraryImport(Library)] internal static partial int mt_cxx11_abi();
    [LibraryImport(Library)] internal static partial byte* mt_all_schemas();

    /// <summary>A switch of libtorch's that holds for the whole process.</summary>
    internal static bool Switch(ContextSwitch which)
    {
        int value;
        NativeError.Check(mt_switch(which, &value));
        return value != 0;
    }

    /// <summary>Sets a switch of libtorch's that holds for the whole process.</summary>
    internal static void Switch(ContextSwitch which, bool value) => NativeError.Check(mt_set_switch(which, value ? 1 : 0));
}
