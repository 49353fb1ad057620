using System.Runtime.InteropServices;
using TorchSharp;

namespace Marginalia.Benchmarks;

/// <summary>The C# side of the comparison; speaks as torch_twins.py does, and adds the managed bytes that a step allocates.</summary>
static partial class Worker
{
    const int ProcessCpuTime = 2;

    [StructLayout(LayoutKind.Sequential)]
    struct TimeSpec
    {
        internal long Seconds, Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    internal static void Run(int threads)
    {
        torch.set_num_threads(threads);
        var steps = new Dictionary<string, Action>();
        Console.WriteLine(torch.__version__);
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split('\t');
            if (words[0] == "peak")
            {
                Console.WriteLine(Peak());
                continue;
            }
            if (!steps.TryGetValue(words[0], out var step)) steps[words[0]] = step = TorchCases.All.Single(c => c.Name == words[0]).Prepare();
            var count = int.Parse(words[1]);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Now();
            for (var i = 0; i < count; i++) step();
            var time = Now() - start;
            Console.WriteLine($"{time}\t{(GC.GetAllocatedBytesForCurrentThread() - bytes) / count}");
        }
    }

    /// <summary>The processor time of all threads of this process, in nanoseconds.</summary>
    static long Now()
    {
        _ = clock_gettime(ProcessCpuTime, out var time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    static long Peak()
    {
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        File.WriteAllText("/proc/self/clear_refs", "5");
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }
}
