using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary>A comparison with PyTorch that tests/Benchmarks makes: which part of it, how many samples, how many threads.</summary>
internal abstract class ComparisonBenchCommand : KitCommand
{
    readonly Argument<string?> part;
    readonly Option<int?> rounds = new("--rounds"), threads = new("--threads");
    readonly Option<bool>[] flags;

    protected ComparisonBenchCommand(string name, string text, string partName, params Option<bool>[] flags) : base(name, text)
    {
        Add(part = new(partName) { Arity = ArgumentArity.ZeroOrOne });
        Add(rounds);
        Add(threads);
        foreach (var flag in this.flags = flags) Add(flag);
    }

    public override Work Read(ParseResult words)
    {
        var arguments = ForBenchmarks(words);
        return session => BenchmarkProcess.Run(session, arguments);
    }

    /// <summary>The words for tests/Benchmarks.</summary>
    /// <exception cref="UsageError">A number below 1.</exception>
    public IReadOnlyList<string> ForBenchmarks(ParseResult words)
    {
        List<string> arguments = [Name];
        if (words.GetValue(part) is { } name) arguments.Add(name);
        foreach (var option in (Option<int?>[])[rounds, threads])
        {
            if (words.GetValue(option) is not { } number) continue;
            if (number < 1) throw Wrong($"{option.Name} takes a number of at least 1, not {number}");
            arguments.AddRange([option.Name, $"{number}"]);
        }
        foreach (var flag in flags)
            if (words.GetValue(flag)) arguments.Add(flag.Name);
        return arguments;
    }
}
