using System.CommandLine;

namespace Marginalia.Kit.Machine;

/// <summary><c>kit bench data</c>: hands over to tests/Benchmarks, which prints its table as it goes.</summary>
internal sealed class DataBenchCommand : ComparisonBenchCommand
{
    const string Text = """
        usage: ./kit bench data [PART] [--rounds N] [--threads N] [--quick]

        How fast examples are loaded, beside PyTorch's DataLoader with torchvision's
        transforms on the same files and the same cores: JPEG files that are resized,
        cropped and flipped, and NumPy files of NYUv2's layout; then how much of the
        training of a small SegNet waits for its data. Best on an idle machine.
        Installs Debian's python3-torch and python3-torchvision when missing.

          PART            only this part: jpeg, npy or training
          --rounds N      samples of each part (default: 7)
          --threads N     cores, and threads or workers that load (default: 1)
          --quick         one round on a few files: figures mean nothing

        example: ./kit bench data jpeg --threads 2
        """;

    public DataBenchCommand() : base("data", Text, "PART", new Option<bool>("--quick"))
    {
    }
}
