using System.Reflection;
using System.Runtime.InteropServices;

namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>The functions of libzmq 4 that the kernel calls; the library is the system's.</summary>
internal static unsafe partial class Zmq
{
    const string Library = "zmq";

    static readonly string[] s_names = ["libzmq.so.5", "libzmq.5.dylib", "libzmq.dll", "libzmq"];

    static Zmq() => NativeLibrary.SetDllImportResolver(typeof(Zmq).Assembly, Resolve);

    /// <summary>Text of the last error of this thread.</summary>
    public static string LastError => Marshal.PtrToStringUTF8(Text(Marshal.GetLastPInvokeError())) ?? "";

    [LibraryImport(Library, EntryPoint = "zmq_ctx_new")]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "zmq_ctx_shutdown")]
    public static partial int ShutDownContext(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_term")]
    public static partial int EndContext(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_socket", SetLastError = true)]
    public static partial nint NewSocket(nint context, SocketKind kind);

    [LibraryImport(Library, EntryPoint = "zmq_close")]
    public static partial int Close(nint socket);

    [LibraryImport(Library, EntryPoint = "zmq_bind", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Bind(nint socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_connect", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Connect(nint socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_setsockopt", SetLastError = true)]
    public static partial int SetOption(nint socket, SocketOption option, void* value, nuint length);

    [LibraryImport(Library, EntryPoint = "zmq_send", SetLastError = true)]
    public static partial int Send(nint socket, byte* data, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_init")]
    public static partial int OpenFrame(Frame* frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_recv", SetLastError = true)]
    public static partial int Receive(Frame* frame, nint socket, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_data")]
    public static partial byte* Data(Frame* frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_size")]
    public static partial nuint Size(Frame* frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_more")]
    public static partial int HasMore(Frame* frame);

    [LibraryImport(Library, EntryPoint = "zmq_msg_close")]
    public static partial int CloseFrame(Frame* frame);

    [LibraryImport(Library, EntryPoint = "zmq_poll", SetLastError = true)]
    public static partial int Poll(byte* items, int count, nint milliseconds);

    [LibraryImport(Library, EntryPoint = "zmq_proxy")]
    public static partial int Proxy(nint front, nint back, nint capture);

    [LibraryImport(Library, EntryPoint = "zmq_strerror")]
    private static partial nint Text(int error);

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Load(s_names) : 0;

    /// <summary>Loads the first of several names that is there.</summary>
    /// <exception cref="DllNotFoundException">None is.</exception>
    internal static nint Load(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        throw new DllNotFoundException("libzmq 4 (libzmq.so.5) is not on this machine, and Jupyter's messages travel through it; on Debian: apt install libzmq5");
    }

    /// <summary>One frame of a message, opaque.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64, Pack = 8)]
    public struct Frame
    {
        readonly long _first;
    }
}
