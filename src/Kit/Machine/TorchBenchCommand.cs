using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench torch</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class TorchBenchCommand : KitCommand
{
    const string Text = """
        usage: ./kit bench torch [CASE] [--rounds N] [--threads N]

        Measures src/Torch against PyTorch on the same libtorch: each case in turn
        here and there, round after round, medians of processor time, their ratio,
        peak memory and managed bytes. Installs Debian's python3-torch when missing.

          CASE            only the cases whose name contains this
          --rounds N      samples of each case (default: 31)
          --threads N     threads on both sides (default: 1)

        example: ./kit bench torch toy
        """;

    readonly Argument<string?> part = new("CASE") { Arity = ArgumentArity.ZeroOrOne };
    readonly Option<int?> rounds = new("--rounds"), threads = new("--threads");

    public TorchBenchCommand() : base("torch", Text)
    {
        Add(part);
        Add(rounds);
        Add(threads);
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
        List<string> arguments = ["torch"];
        if (words.GetValue(part) is { } name) arguments.Add(name);
        foreach (var option in (Option<int?>[])[rounds, threads])
        {
            if (words.GetValue(option) is not { } number) continue;
            if (number < 1) throw Wrong($"{option.Name} takes a number of at least 1, not {number}");
            arguments.AddRange([option.Name, $"{number}"]);
        }
        return arguments;
    }
}
