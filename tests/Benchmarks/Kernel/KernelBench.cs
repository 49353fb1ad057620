using System.Globalization;
using System.Text.Json.Nodes;

namespace Marginalia.Benchmarks.Kernel;

/// <summary>How quick the kernel is, over the wire: start, first cell, every further cell, memory, completion, loops.</summary>
static class KernelBench
{
    const string Loop = """
        static double Work(int n)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum = sum * 0.999 + i;
            return sum;
        }
        """;

    const int LoopSteps = 100_000_000, Chain = 1000, Trivial = 100;

    internal static int Run(string kit, int rounds)
    {
        Console.WriteLine($"{rounds} rounds, medians; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        Console.WriteLine();
        Console.WriteLine($"{"",-44}{"wall",12}{"processor",12}{"wanted",12}");
        Starts(kit, rounds);
        Session(kit);
        return 0;
    }

    static void Starts(string kit, int rounds)
    {
        List<Cost> starts = [], first = [], rested = [];
        for (var i = 0; i < rounds; i++)
        {
            using (var kernel = new KernelUnderTest(kit))
            {
                starts.Add(kernel.Start);
                first.Add(kernel.Measure(() => kernel.Client.Execute("1 + 1")));
            }
            using var idle = new KernelUnderTest(kit);
            Thread.Sleep(2000);
            rested.Add(idle.Measure(() => idle.Client.Execute("1 + 1")));
        }
        Show("process start to ready", Cost.Median(starts), "500 ms");
        Show("first trivial cell, at once", Cost.Median(first), "300 ms");
        Show("first trivial cell, after 2 s of idling", Cost.Median(rested), "150 ms");
    }

    static void Session(string kit)
    {
        using var kernel = new KernelUnderTest(kit);
        var client = kernel.Client;
        for (var i = 0; i < 10; i++)
            client.Execute("1 + 1");
        Show("trivial cell", Cost.Median(Enumerable.Range(0, Trivial).Select(_ => kernel.Measure(() => client.Execute("1 + 1")))), "15 ms");

        client.Execute("var numbers = new[] { 1, 2 };");
        foreach (var code in (string[])["Console.Wri", "numbers.", "numbers.Sel"])
        {
            Complete(code);
            Show($"complete '{code}', each time in other code", Cost.Median(Enumerable.Range(0, 20).Select(i => kernel.Measure(() => Complete($"var other{i} = {i};\n{code}")))), "50 ms");
        }

        client.Execute(Loop);
        client.Execute($"Work({LoopSteps / 10})");
        Work(LoopSteps / 10);
        var here = Comparison.Median(Enumerable.Range(0, 5).Select(_ => ProcessorTime(() => Work(LoopSteps))));
        var there = Cost.Median(Enumerable.Range(0, 5).Select(_ => kernel.Measure(() => client.Execute($"Work({LoopSteps})"))));
        Show("a loop in a cell's method", there, "");
        Console.WriteLine($"{"  against the same loop compiled for Release",-44}{"",12}{Number(there.Processor / here),12}");

        var (heap, count) = (Heap(), 0);
        var costs = Enumerable.Range(0, Chain).Select(i => kernel.Measure(() => client.Execute($"var v{i} = {(i == 0 ? "1" : $"v{i - 1} + 1")}; v{i}"))).ToArray();
        count += Chain;
        Show($"chained cell, the first 100 of {Chain}", Cost.Median(costs[..100]), "");
        Show("chained cell, the last 100", Cost.Median(costs[^100..]), "flat");
        Console.WriteLine($"{"  retained per cell",-44}{Number((Heap() - heap) / count * 1024),9} kB{"",12}{"100 kB",12}");
        Console.WriteLine($"{"  resident at the end",-44}{Number(kernel.Resident),9} MB{"",12}{"400 MB",12}");

        void Complete(string code) => client.Ask("complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length });

        double Heap() => double.Parse(client.Execute("GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect(); (GC.GetTotalMemory(true) / 1048576.0).ToString(System.Globalization.CultureInfo.InvariantCulture)"), CultureInfo.InvariantCulture);
    }

    static double Work(int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum = sum * 0.999 + i;
        return sum;
    }

    static double ProcessorTime(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    static void Show(string what, Cost cost, string wanted) =>
        Console.WriteLine($"{what,-44}{Number(cost.Wall),9} ms{Number(cost.Processor),9} ms{wanted,12}");

    static string Number(double value) => value.ToString(value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
