using System.Runtime.InteropServices;

namespace Marginalia.Benchmarks;

/// <summary>What this process has used.</summary>
static partial class Usage
{
    const int ProcessCpuTime = 2;

    [StructLayout(LayoutKind.Sequential)]
    struct TimeSpec
    {
        internal long Seconds, Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint keep);

    /// <summary>The processor time of all threads, in nanoseconds.</summary>
    internal static long Time()
    {
        _ = clock_gettime(ProcessCpuTime, out var time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    /// <summary>The peak of resident memory since the last call, in kB; starts a new one.</summary>
    internal static long Peak()
    {
        var peak = Status("VmHWM");
        File.WriteAllText("/proc/self/clear_refs", "5");
        return peak;
    }

    /// <summary>Gives free memory back, starts a new peak and returns the resident memory that is left, in kB.</summary>
    internal static long Rest()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _ = malloc_trim(0);
        Peak();
        return Status("VmRSS");
    }

    static long Status(string key) =>
        long.Parse(File.ReadLines("/proc/self/status").Single(l => l.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
