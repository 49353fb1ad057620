namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench torch</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class TorchBenchCommand : ComparisonBenchCommand
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

    public TorchBenchCommand() : base("torch", Text, "CASE")
    {
    }
}
