namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench training</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class TrainingBenchCommand : ComparisonBenchCommand
{
    const string Text = """
        usage: ./kit bench training [NETWORK] [--rounds N] [--threads N] [--quick]

        Images a second and peak memory of training with three tasks of dense
        prediction: a small SegNet, MTAN on it, and ResNet-18 with a decoder per task,
        through the library's training loop; each beside the same network, written
        plainly in PyTorch on the same libtorch, of which it is first checked that both
        have the same losses for three steps. Exit code 1 when they do not.
        Best on an idle machine. Installs Debian's python3-torch when missing.

          NETWORK         only the networks whose name contains this
          --rounds N      samples of each network (default: 15)
          --threads N     threads on both sides (default: 1)
          --quick         one round on tiny batches: figures mean nothing

        example: ./kit bench training SegNet
        """;

    public TrainingBenchCommand() : base("training", Text, "NETWORK", new System.CommandLine.Option<bool>("--quick"))
    {
    }
}
