using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads an operator may use.</summary>
    public static int get_num_threads() => Native.mt_get_num_threads();

    /// <summary>Sets how many threads an operator may use, both libtorch's own and those of OpenBLAS.</summary>
    public static void set_num_threads(int num) => NativeError.Check(Native.mt_set_num_threads(num));

    /// <summary>The version of the libtorch in use, for example <c>1.13.1</c>.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Native.mt_version())!;
}
