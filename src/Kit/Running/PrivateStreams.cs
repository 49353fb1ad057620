using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Marginalia.Kit.Running;

/// <summary>
/// Takes standard input and output away from a process that talks to its parent through them: cells, native code and programs that
/// they start find nothing to read, and what they write without Console goes to standard error.
/// </summary>
internal static partial class PrivateStreams
{
    const int Input = 0, Output = 1, Error = 2, CloseOnExec = 0x80000;

    /// <summary>The two streams, to be called before anything else touches them.</summary>
    public static (FileStream Input, FileStream Output) Take()
    {
        var streams = (new FileStream(Keep(Input), FileAccess.Read, bufferSize: 0), new FileStream(Keep(Output), FileAccess.Write, bufferSize: 0));
        using (var nothing = File.OpenHandle("/dev/null"))
            Check(dup2((int)nothing.DangerousGetHandle(), Input));
        Check(dup2(Error, Output));
        return streams;
    }

    // A second descriptor of the same file, which no program that is started from here inherits.
    static SafeFileHandle Keep(int descriptor)
    {
        var copy = Check(dup(descriptor));
        Check(dup3(descriptor, copy, CloseOnExec));
        return new(copy, ownsHandle: true);
    }

    static int Check(int result) =>
        result >= 0 ? result : throw new IOException($"The standard streams cannot be moved: error {Marshal.GetLastPInvokeError()} ({Marshal.GetLastPInvokeErrorMessage()}).");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int descriptor, int other);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup3(int descriptor, int other, int flags);
}
