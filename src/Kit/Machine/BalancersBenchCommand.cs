using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench balancers</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class BalancersBenchCommand : KitCommand
{
    const string Text = """
        usage: ./kit bench balancers [METHOD] [--rounds N] [--threads N] [--quick]
               ./kit bench balancers --list

        What a training step costs with each balancer, on a small SegNet with 3 tasks
        and an MLP with 40: time, ratio to a step of the plain sum, how far above what
        its family cannot do without, share outside of forward and backward passes,
        peak memory; each beside the same method in PyTorch on the same libtorch, of
        which it is first checked that both find the same gradient. Exit code 1 when
        they do not. Best on an idle machine; about ten minutes for everything.
        Installs Debian's python3-torch when missing.

          METHOD          only the methods whose name contains this
          --rounds N      samples of each method (default: 11)
          --threads N     threads on both sides (default: 1)
          --quick         one round on tiny batches: times mean nothing
          --list          only the names of the rows

        example: ./kit bench balancers Nash
        """;

    readonly Argument<string?> part = new("METHOD") { Arity = ArgumentArity.ZeroOrOne };
    readonly Option<int?> rounds = new("--rounds"), threads = new("--threads");
    readonly Option<bool> quick = new("--quick"), list = new("--list");

    public BalancersBenchCommand() : base("balancers", Text)
    {
        Add(part);
        Add(rounds);
        Add(threads);
        Add(quick);
        Add(list);
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
        List<string> arguments = ["balancers"];
        if (words.GetValue(part) is { } name) arguments.Add(name);
        foreach (var option in (Option<int?>[])[rounds, threads])
        {
            if (words.GetValue(option) is not { } number) continue;
            if (number < 1) throw Wrong($"{option.Name} takes a number of at least 1, not {number}");
            arguments.AddRange([option.Name, $"{number}"]);
        }
        foreach (var flag in (Option<bool>[])[quick, list])
            if (words.GetValue(flag)) arguments.Add(flag.Name);
        return arguments;
    }
}
