using System.Globalization;

namespace Marginalia.Benchmarks.Balancers;

/// <summary>
/// The cost of every balancer: against a plain step, against what its family cannot do without, and against the same method in PyTorch on the
/// same libtorch, each in a process of its own, round after round. Both sides must find the same gradient before they are timed.
/// </summary>
sealed class BalancerBench(Side ours, Side theirs, int rounds)
{
    const double Tolerance = 1e-2;
    const int WarmUp = 40; // calls after which the just-in-time compiler has done its work
    readonly string folder = Directory.CreateTempSubdirectory().FullName;
    bool agreed = true;

    internal static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var (rounds, threads) = (Option(args, "--rounds", quick ? 1 : 11), Option(args, "--threads", 1));
        var wanted = args.FirstOrDefault(a => !a.StartsWith('-') && !int.TryParse(a, out _));
        var methods = Method.All.Where(m => wanted is null || m.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (methods.Length == 0)
        {
            Console.Error.WriteLine($"no method is called like '{wanted}'; there are: {string.Join("; ", Method.All.Select(m => m.Name))}");
            return 2;
        }

        if (args.Contains("--list"))
        {
            foreach (var method in methods) Console.WriteLine($"{method.Name,-29}{method.Family}");
            return 0;
        }

        using var ours = Side.Ours(quick ? "balancers-quick-worker" : "balancers-worker", threads);
        using var theirs = Side.Theirs("balancer_twins.py", threads);
        Console.WriteLine($"C# on libtorch {ours.Version}, PyTorch {theirs.Version}, {threads} thread{(threads == 1 ? "" : "s")} on both sides, {rounds} round{(rounds == 1 ? "" : "s")}, medians of processor time; load average {Load()}");
        return new BalancerBench(ours, theirs, rounds).Run(methods);
    }

    int Run(Method[] methods)
    {
        try
        {
            foreach (var (name, tasks, text) in Problem.Known) Run(name, tasks, text, methods);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine();
        Console.WriteLine($"""
            x plain   to a step of the plain sum in C#, zeroing, forward and backward
            bound     what the family cannot do without, of the same unit, from the measured passes above
            gap       how far x plain is above the bound
            rest      share of a step outside of forward and backward passes: solver, checks, state, writing
            PyTorch   plainly written, with J and its Gramian in float64 as here
            MB        peak of resident memory during two steps above that before them, C# / PyTorch
            load average {Load()} at the end
            """);
        return agreed ? 0 : 1;
    }

    void Run(string problem, int tasks, string text, Method[] methods)
    {
        var data = Path.Combine(folder, problem);
        ours.Ask("export", problem, data);
        theirs.Ask("import", problem, data);
        Console.WriteLine();
        Console.WriteLine(text);
        foreach (var method in (string[])["plain", "EqualWeighting", "Mgda", "GradDrop"])
            for (var i = 0; rounds > 1 && i < WarmUp; i++) ours.Ask("step", problem, method);
        var passes = Passes(problem, tasks);
        Console.WriteLine();
        Console.WriteLine($"{"",-29}{"T",4}{"ms",9}{"PyTorch",9}{"ratio",7}{"x plain",9}{"bound",7}{"gap",8}{"rest",8}  MB");
        foreach (var method in methods) Console.WriteLine(Row(problem, tasks, method, passes));
    }

    Passes Passes(string problem, int tasks)
    {
        string[] parts = ["forward", "forward without graph", "trunk", "last layer"];
        Measure(problem, ["plain", .. parts], 3);
        var samples = Measure(problem, ["plain", .. parts], rounds);
        var plain = samples.Select(round => round[0]);
        var share = parts.Select((_, i) => Comparison.Median(samples.Select(round => round[i + 1] / round[0]))).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain step {Comparison.Median(plain) / 1e6:F1} ms; of it forward {share[0]:P0}, backward through the trunk {share[2]:P0}, through the last shared layer {share[3]:P1}; (1 + 2T) / 3 = {(1 + 2.0 * tasks) / 3:F2}"));
        return new(tasks, share[1], share[2], share[3]);
    }

    // Processor time in nanoseconds of each part, round by round.
    double[][] Measure(string problem, string[] parts, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => parts.Select(part => Number(ours.Ask("step", problem, part)[0])).ToArray())];

    string Row(string problem, int tasks, Method method, Passes passes)
    {
        var path = Path.Combine(folder, "result");
        var weights = ours.Ask("result", problem, method.Name, path);
        var deviation = Number(theirs.Ask(["compare", problem, method.Name, path, .. weights])[0]);
        if (!(deviation < Tolerance))
        {
            agreed = false;
            return $"{method.Name,-29}{tasks,4}  not timed: the gradients of both sides differ by {deviation.ToString("P1", CultureInfo.InvariantCulture)}";
        }

        string[] request = ["step", problem, method.Name];
        for (var i = 0; i < 2; i++)
        {
            ours.Ask(request);
            theirs.Ask(request);
        }

        List<(double Plain, double Ours, double Outside, double Theirs)> samples = [];
        for (var i = 0; i < rounds; i++)
        {
            var plain = Number(ours.Ask("step", problem, "plain")[0]);
            var mine = ours.Ask(request);
            samples.Add((plain, Number(mine[0]), Number(mine[1]), Number(theirs.Ask(request)[0])));
        }

        string[] memory = [.. new[] { ours, theirs }.Select(side => (Number(side.Ask("memory", problem, method.Name)[0]) / 1024).ToString("F0", CultureInfo.InvariantCulture))];
        double Median(Func<(double Plain, double Ours, double Outside, double Theirs), double> value) => Comparison.Median(samples.Select(value));
        var (bound, ratio) = (passes.Bound(method.Family), Median(s => s.Ours / s.Plain));
        return string.Create(CultureInfo.InvariantCulture, $"{method.Name,-29}{tasks,4}{Median(s => s.Ours) / 1e6,9:F2}{Median(s => s.Theirs) / 1e6,9:F2}{Median(s => s.Ours / s.Theirs),7:F2}{ratio,9:F2}{bound,7:F2}{(ratio / bound - 1) * 100,6:F1} %{Median(s => s.Outside) * 100,6:F1} %  {memory[0]} / {memory[1]}");
    }

    static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    static int Option(string[] args, string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
