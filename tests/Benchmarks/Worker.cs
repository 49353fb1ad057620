using TorchSharp;

namespace Marginalia.Benchmarks;

/// <summary>The C# side of the comparison; speaks as torch_twins.py does, and adds the managed bytes that a step allocates.</summary>
static class Worker
{
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
                Console.WriteLine(Usage.Peak());
                continue;
            }
            if (!steps.TryGetValue(words[0], out var step)) steps[words[0]] = step = TorchCases.All.Single(c => c.Name == words[0]).Prepare();
            var count = int.Parse(words[1]);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Usage.Time();
            for (var i = 0; i < count; i++) step();
            var time = Usage.Time() - start;
            Console.WriteLine($"{time}\t{(GC.GetAllocatedBytesForCurrentThread() - bytes) / count}");
        }
    }
}
