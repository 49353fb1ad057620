namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench balancers</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class BalancersBenchCommand : ComparisonBenchCommand
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

    public BalancersBenchCommand() : base("balancers", Text, "METHOD", new("--quick"), new("--list"))
    {
    }
}
