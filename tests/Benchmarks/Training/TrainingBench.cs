using System.Globalization;

namespace Marginalia.Benchmarks.Training;

/// <summary>
/// Training of networks for dense prediction through the library's loop, and in PyTorch on the same libtorch, each in a process of its own, round after
/// round. Both sides must have the same losses before they are timed.
/// </summary>
sealed class TrainingBench(Side ours, Side theirs, int rounds, bool quick)
{
    const int CheckedSteps = 3;
    const double Tolerance = 1e-3; // of the loss after two updates; that of the first step agrees to rounding
    readonly string folder = Directory.CreateTempSubdirectory().FullName;
    bool agreed = true;

    internal static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var (rounds, threads) = (Option(args, "--rounds", quick ? 1 : 15), Option(args, "--threads", 1));
        var wanted = args.FirstOrDefault(a => !a.StartsWith('-') && !int.TryParse(a, out _));
        var cases = TrainingCase.All.Where(c => wanted is null || c.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (cases.Length == 0)
        {
            Console.Error.WriteLine($"no network is called like '{wanted}'; there are: {string.Join("; ", TrainingCase.All.Select(c => c.Name))}");
            return 2;
        }

        using var ours = Side.Ours(quick ? "training-quick-worker" : "training-worker", threads);
        using var theirs = Side.Theirs("training_twins.py", threads);
        Console.WriteLine($"C# on libtorch {ours.Version}, PyTorch {theirs.Version}, {threads} thread{(threads == 1 ? "" : "s")} on both sides, {rounds} round{(rounds == 1 ? "" : "s")}, medians of processor time; load average {Load()}");
        return new TrainingBench(ours, theirs, rounds, quick).Run(cases);
    }

    int Run(TrainingCase[] cases)
    {
        try
        {
            Console.WriteLine();
            Console.WriteLine($"{"",-13}{"batch",-14}{"images a second",18}{"ratio",8}  MB");
            foreach (var c in cases) Console.WriteLine(Row(c));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine();
        Console.WriteLine($"""
            images a second   per second of processor time, C# / PyTorch: forward and backward pass of three tasks, sum of the losses, Adam
            ratio             of images a second, median over neighbouring samples; above 1 C# is faster
            MB                peak of resident memory during two steps above that before them, C# / PyTorch
            load average {Load()} at the end
            """);
        return agreed ? 0 : 1;
    }

    string Row(TrainingCase c)
    {
        var path = Path.Combine(folder, c.Name);
        ours.Ask("export", c.Name, path);
        theirs.Ask("import", c.Name, path);
        var (mine, other) = (Losses(ours, c), Losses(theirs, c));
        var deviation = mine.Zip(other, (a, b) => Math.Abs(a - b) / Math.Abs(b)).Max();
        if (!(deviation < Tolerance))
        {
            agreed = false;
            return string.Create(CultureInfo.InvariantCulture, $"{c.Name,-13}not timed: the losses are {string.Join(", ", mine)} here and {string.Join(", ", other)} in PyTorch");
        }

        for (var i = 0; i < (quick ? 1 : 5); i++) // tiered compilation, caches
        {
            Sample(ours, c, c.Steps);
            Sample(theirs, c, c.Steps);
        }

        var samples = Enumerable.Range(0, rounds).Select(_ => (Ours: Sample(ours, c, c.Steps), Theirs: Sample(theirs, c, c.Steps))).ToArray();
        string[] memory = [.. new[] { ours, theirs }.Select(side => (Number(side.Ask("memory", c.Name)[0]) / 1024).ToString("F0", CultureInfo.InvariantCulture))];
        string Speed(IEnumerable<double> side) => (c.Batch * c.Steps * 1e9 / Comparison.Median(side)).ToString("F1", CultureInfo.InvariantCulture);
        var speeds = $"{Speed(samples.Select(s => s.Ours))} / {Speed(samples.Select(s => s.Theirs))}";
        return string.Create(CultureInfo.InvariantCulture, $"{c.Name,-13}{$"{c.Batch} x {c.Height} x {c.Width}",-14}{speeds,18}{Comparison.Median(samples.Select(s => s.Theirs / s.Ours)),8:F2}  {memory[0]} / {memory[1]}");
    }

    static double[] Losses(Side side, TrainingCase c) => [.. side.Ask("losses", c.Name, $"{CheckedSteps}").Select(Number)];

    // Processor time in nanoseconds.
    static double Sample(Side side, TrainingCase c, int steps) => Number(side.Ask("step", c.Name, $"{steps}")[0]);

    static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    static int Option(string[] args, string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
