using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Turns the shim's status into exceptions.</summary>
static class NativeError
{
    const int ManagedCallbackThrew = 2;

    /// <exception cref="ExternalException">libtorch failed; the message is the first line of its own.</exception>
    internal static void Check(int status)
    {
        if (status != 0) Throw(status);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    static unsafe void Throw(int status)
    {
        if (status == ManagedCallbackThrew)
        {
            var thrown = (ExceptionDispatchInfo)GCHandle.FromIntPtr(Native.mt_exception()).Target!;
            Native.mt_clear_exception();
            thrown.Throw();
        }
        var message = Marshal.PtrToStringUTF8((nint)Native.mt_error()) ?? "";
        throw new ExternalException(message.Split('\n', 2)[0]);
    }

    /// <summary>What a callback from native code returns after <paramref name="exception"/>: native code carries it to the caller of the engine.</summary>
    internal static nint Capture(Exception exception) =>
        GCHandle.ToIntPtr(GCHandle.Alloc(ExceptionDispatchInfo.Capture(exception)));
}
