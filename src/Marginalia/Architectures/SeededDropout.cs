using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Dropout (Srivastava et al. 2014) whose masks are a function of the seed and of the number of calls in training mode, which is a buffer:
/// torch's default generator is left alone, and a run that is saved and continued draws what it would have drawn.
/// </summary>
internal sealed class SeededDropout : nn.Module<Tensor, Tensor>
{
    private const string Calls = "calls";
    private readonly double probability;
    private readonly long seed;

    /// <param name="probability">Part of the units that is dropped, 0 or more and less than 1; at 0 there is no buffer.</param>
    /// <param name="seed">Seed of the masks.</param>
    public SeededDropout(double probability, long seed)
        : base(nameof(SeededDropout))
    {
        if (!(probability >= 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"SeededDropout: the probability is {probability}; expected 0 or more and less than 1.");
        (this.probability, this.seed) = (probability, seed);
        if (probability > 0)
            register_buffer(Calls, tensor(0L).DetachFromDisposeScope());
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input;
        using var generator = new Generator(new SeededRandom(seed, NextCall()).NextUInt64());
        var mask = empty(input.shape, input.dtype).bernoulli_(1 - probability, generator).div_(1 - probability);
        return input * mask.to(input.device);
    }

    private long NextCall()
    {
        using var off = no_grad();
        var calls = get_buffer(Calls)!;
        long call = calls.cpu().ToInt64();
        calls.add_(1);
        return call;
    }
}
