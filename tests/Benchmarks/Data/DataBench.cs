using System.Globalization;

namespace Marginalia.Benchmarks.Data;

/// <summary>
/// Loading of the same files here and in PyTorch, each in a process of its own on the same cores, round after round: examples per second, per
/// second of processor time, and the share of a training run that waits for data.
/// </summary>
sealed class DataBench(Side ours, Side theirs, int rounds, bool quick)
{
    static readonly (string Kind, string Text, int Count)[] Known =
    [
        ("jpeg", "JPEG 256x256, resized to 144x144, random crop of 128x128, flip", 256),
        ("npy", "NumPy, MTAN's NYUv2: image, label, depth, normal of 288x384", 48),
    ];

    internal static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var (rounds, cores) = (Option(args, "--rounds", quick ? 1 : 7), Option(args, "--threads", 1));
        var wanted = args.FirstOrDefault(a => !a.StartsWith('-') && !int.TryParse(a, out _));
        string[] parts = [.. Known.Select(known => known.Kind), "training"];
        if (wanted is not null && !parts.Contains(wanted))
        {
            Console.Error.WriteLine($"no part is called '{wanted}'; there are: {string.Join("; ", parts)}");
            return 2;
        }

        using var ours = Side.Ours("data-worker", cores, onCores: true);
        using var theirs = Side.Theirs("data_twins.py", cores, onCores: true);
        Console.WriteLine($"C# on libtorch {ours.Version}, PyTorch {theirs.Version}, {cores} core{(cores == 1 ? "" : "s")} for each in turn, {rounds} round{(rounds == 1 ? "" : "s")}, medians; load average {Load()}");
        new DataBench(ours, theirs, rounds, quick).Run(wanted);
        return 0;
    }

    void Run(string? wanted)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Console.WriteLine();
            Console.WriteLine($"{"",-66}{"a second",18}{"a CPU second",18}{"ratio",7}");
            foreach (var (kind, text, count) in Known.Where(known => wanted is null || known.Kind == wanted)) Epochs(kind, text, Folder(folder, kind, count));
            if (wanted is null or "training") Training(Folder(folder, "npy", Known[1].Count));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine();
        Console.WriteLine($"""
            a second       examples loaded, C# / PyTorch
            a CPU second   examples loaded per second of processor time of the process and its workers
            ratio          of examples a second, median over neighbouring rounds
            load average {Load()} at the end
            """);
    }

    string Folder(string root, string kind, int count)
    {
        var folder = Path.Combine(root, kind);
        if (Directory.Exists(folder)) return folder;
        if (kind == "jpeg") DataFolder.WriteJpegs(folder, quick ? 40 : count);
        else DataFolder.WriteArrays(folder, quick ? 6 : count);
        return folder;
    }

    void Epochs(string kind, string text, string folder)
    {
        double[] Sample(Side side) => [.. side.Ask("epoch", kind, folder).Select(Number)];
        for (var i = 0; i < (quick ? 1 : 4); i++) // tiered compilation, the system's cache of files
        {
            Sample(ours);
            Sample(theirs);
        }
        var samples = Enumerable.Range(0, rounds).Select(_ => (Ours: Sample(ours), Theirs: Sample(theirs))).ToArray();
        string Pair(int time) => string.Join(" / ", new[] { samples.Select(s => s.Ours), samples.Select(s => s.Theirs) }.Select(side => Comparison.Median(side.Select(s => s[0] / s[time])).ToString("F0", CultureInfo.InvariantCulture)));
        var ratio = Comparison.Median(samples.Select(s => s.Ours[0] / s.Ours[1] / (s.Theirs[0] / s.Theirs[1])));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text,-66}{Pair(1),18}{Pair(2),18}{ratio,7:F2}"));
    }

    void Training(string folder)
    {
        double[] Sample(Side side) => [.. side.Ask("train", folder, quick ? "1" : "12").Select(Number)];
        var samples = Enumerable.Range(0, rounds).Select(_ => (Ours: Sample(ours), Theirs: Sample(theirs))).ToArray();
        string Share(IEnumerable<double[]> side) => Comparison.Median(side.Select(s => 100 * s[0] / s[1])).ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine();
        Console.WriteLine($"SegNet-mini, 3 tasks, batches of {DataWorker.DenseBatchSize} from the NumPy files, one loading thread or worker: {Share(samples.Select(s => s.Ours))} % / {Share(samples.Select(s => s.Theirs))} % of the time waits for data (C# / PyTorch)");
    }

    static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    static int Option(string[] args, string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
