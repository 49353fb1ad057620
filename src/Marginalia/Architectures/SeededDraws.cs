using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A layer with random draws that are a function of the seed and of the number of calls that drew, which is a buffer: torch's default generator is left
/// alone, and a run that is saved and continued draws what it would have drawn.
/// </summary>
internal abstract class SeededDraws : nn.Module<Tensor, Tensor>
{
    private const string Calls = "calls";
    private readonly long seed;

    /// <param name="name">Name of the module.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">Whether it ever draws; otherwise there is no buffer.</param>
    protected SeededDraws(string name, long seed, bool draws = true)
        : base(name)
    {
        this.seed = seed;
        if (draws)
            register_buffer(Calls, tensor(0L).DetachFromDisposeScope());
    }

    /// <summary>Number of calls that drew so far.</summary>
    protected long Call => get_buffer(Calls)!.cpu().ToInt64();

    /// <summary>The generator of this call, on the CPU; the next call gets another.</summary>
    protected Generator NextGenerator()
    {
        using var off = no_grad();
        long call = Call;
        get_buffer(Calls)!.add_(1);
        return new Generator(new SeededRandom(seed, call).NextUInt64());
    }
}
