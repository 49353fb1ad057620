using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Dropout (Srivastava et al. 2014) with masks from <see cref="SeededDraws"/>; nothing is dropped in evaluation mode.</summary>
internal sealed class SeededDropout : SeededDraws
{
    private readonly double probability;

    /// <param name="probability">Part of the units that is dropped, 0 or more and less than 1; at 0 there is no buffer.</param>
    /// <param name="seed">Seed of the masks.</param>
    public SeededDropout(double probability, long seed)
        : base(nameof(SeededDropout), seed, probability > 0)
    {
        if (!(probability >= 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"SeededDropout: the probability is {probability}; expected 0 or more and less than 1.");
        this.probability = probability;
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input;
        using var generator = NextGenerator();
        var mask = empty(input.shape, input.dtype).bernoulli_(1 - probability, generator).div_(1 - probability);
        return input * mask.to(input.device);
    }
}
