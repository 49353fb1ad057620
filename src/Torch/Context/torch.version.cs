using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Versions. (Not in TorchSharp, named as in PyTorch.)</summary>
    public static class version
    {
        /// <summary>The version of the libtorch in use, for example <c>1.13.1</c>. (Not in TorchSharp.)</summary>
        public static string libtorch { get; } = Installed();

        static unsafe string Installed() => Marshal.PtrToStringUTF8((nint)Native.mt_version())!;
    }

    /// <summary>True if this libtorch was built with the C++11 form of <c>std::string</c>.</summary>
    public static bool compiled_with_cxx11_abi() => Native.mt_cxx11_abi() != 0;

    /// <summary>How many operators may run at once, where libtorch itself runs several (as in scripted modules).</summary>
    public static int get_num_interop_threads() => Native.mt_get_num_interop_threads();

    /// <summary>Sets how many operators may run at once; only before the first of them runs.</summary>
    public static void set_num_interop_threads(int num) => NativeError.Check(Native.mt_set_num_interop_threads(num));

    /// <summary>Does nothing: every error of libtorch's is thrown by the call that met it. There for source compatibility.</summary>
    public static void CheckForErrors()
    {
    }

    /// <summary>Throws if a condition does not hold.</summary>
    /// <exception cref="InvalidOperationException">It does not; with the message given.</exception>
    public static void _assert(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static void _assert(Func<bool> condition, string message) => _assert(condition(), message);
}
