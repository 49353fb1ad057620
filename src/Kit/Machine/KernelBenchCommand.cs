using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench kernel</c>: how quick the notebook kernel is, as a front end sees it.</summary>
internal sealed class KernelBenchCommand : KitCommand
{
    const string Text = """
        usage: ./kit bench kernel [--rounds N]

        Starts the kernel as Jupyter does and measures over the wire: start, first
        cell, each further cell, memory of a thousand cells, completion, loops.

          --rounds N      starts of each kind (default: 7)

        example: ./kit bench kernel
        """;

    readonly Option<int?> rounds = new("--rounds");

    public KernelBenchCommand() : base("kernel", Text) => Add(rounds);

    public override Work Read(ParseResult words)
    {
        var count = words.GetValue(rounds) ?? 7;
        if (count < 1) throw Wrong($"--rounds takes a number of at least 1, not {count}");
        return session => BenchmarkProcess.Run(session, ["kernel", typeof(KernelBenchCommand).Assembly.Location, $"{count}"]);
    }
}
