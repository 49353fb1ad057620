using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench</c>: the suites of measurements.</summary>
internal sealed class BenchCommand() : CommandGroup("bench", """
    usage: ./kit bench SUITE

    Measures, on this machine, what Marginalia promises about speed.

      torch           src/Torch against PyTorch on the same libtorch
      kernel          the notebook kernel, over the wire
      balancers       every balancer against a plain step, its bound and PyTorch
      data            loading of files against PyTorch's DataLoader
      training        training of networks for dense prediction against PyTorch

      ./kit bench SUITE --help explains a suite and its options.

    example: ./kit bench torch
    """, new TorchBenchCommand(), new KernelBenchCommand(), new BalancersBenchCommand(), new DataBenchCommand(), new TrainingBenchCommand());
