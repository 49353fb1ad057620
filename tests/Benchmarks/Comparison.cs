using System.Globalization;

namespace Marginalia.Benchmarks;

/// <summary>
/// Runs every case in turn here and in PyTorch, each in a process of its own on the same libtorch, round after round, and prints
/// the medians of processor time and of the ratios of neighbouring samples (which a slow spell of the machine leaves alone).
/// </summary>
static class Comparison
{
    internal static int Run(string[] args)
    {
        var (rounds, threads, wanted) = (Option(args, "--rounds", 31), Option(args, "--threads", 1), args.FirstOrDefault(a => !a.StartsWith('-') && !int.TryParse(a, out _)));
        var cases = TorchCases.All.Where(c => wanted is null || c.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (cases.Length == 0)
        {
            Console.Error.WriteLine($"no case is called like '{wanted}'; there are: {string.Join("; ", TorchCases.All.Select(c => c.Name))}");
            return 2;
        }
        using var ours = Side.Ours("worker", threads);
        using var theirs = Side.Theirs("torch_twins.py", threads);
        Console.WriteLine($"C# on libtorch {ours.Version}, PyTorch {theirs.Version}, {threads} thread{(threads == 1 ? "" : "s")}, {rounds} rounds, medians of processor time; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        Console.WriteLine();
        Console.WriteLine($"{"",-26}{"C#",11}{"PyTorch",11}{"ratio",8}{"wanted",8}  {"peak MB",-15}{"managed bytes",14}");
        foreach (var c in cases) Console.WriteLine(Measure(c, ours, theirs, rounds));
        return 0;
    }

    static string Measure(TorchCases.Case c, Side ours, Side theirs, int rounds)
    {
        for (var i = 0; i < 3; i++) // tiered compilation, caches
        {
            Sample(ours, c.Name, 20 * c.Steps);
            Sample(theirs, c.Twin, 2 * c.Steps);
        }
        Peak(ours);
        Peak(theirs);
        var samples = Enumerable.Range(0, rounds).Select(_ => (Ours: Sample(ours, c.Name, c.Steps), Theirs: Sample(theirs, c.Twin, c.Steps))).ToArray();
        var (mine, other) = (Median(samples.Select(s => s.Ours.Time)) / c.Steps, Median(samples.Select(s => s.Theirs.Time)) / c.Steps);
        var per = Math.Max(1, c.Operators);
        var bytes = c.Operators > 0 ? $"{Median(samples.Select(s => s.Ours.Bytes)) / per:F0} an operator" : "";
        return $"{c.Name,-26}{Time(mine / per),11}{Time(other / per),11}{Median(samples.Select(s => s.Ours.Time / s.Theirs.Time)),8:F2}{c.Target.ToString("F2", CultureInfo.InvariantCulture),8}  {$"{Peak(ours) / 1024} / {Peak(theirs) / 1024}",-15}{bytes,14}";
    }

    static (double Time, double Bytes) Sample(Side side, string name, int steps)
    {
        var words = side.Ask(name, $"{steps}");
        return (double.Parse(words[0]), words.Length > 1 ? double.Parse(words[1]) : 0);
    }

    static long Peak(Side side) => long.Parse(side.Ask("peak")[0]);

    static string Time(double nanoseconds) => nanoseconds < 1e5 ? $"{nanoseconds / 1e3:F3} us" : $"{nanoseconds / 1e6:F3} ms";

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static int Option(string[] args, string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1]) : otherwise;
}
