using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Draws from categories, smoothly: softmax((logits + Gumbel noise) / temperature) over the last dimension in training mode (Jang, Gu, Poole 2017, arXiv
/// 1611.01144), the most probable category in evaluation mode, as a vector of zeros and one 1.
/// </summary>
internal sealed class BranchChoice : SeededDraws
{
    private readonly Func<long, double?> temperature;

    /// <param name="temperature">Temperature of each call in training mode, from 0 on; null for a uniform choice without a draw (warm-up).</param>
    /// <param name="seed">Seed of the noise.</param>
    public BranchChoice(Func<long, double?> temperature, long seed)
        : base(nameof(BranchChoice), seed) => this.temperature = temperature;

    public override Tensor forward(Tensor input)
    {
        if (!training)
            return nn.functional.one_hot(input.argmax(-1), input.shape[^1]).to(input.dtype);
        var heat = temperature(Call);
        using var generator = NextGenerator();
        if (heat is not double degree)
            return full_like(input, 1.0 / input.shape[^1]);
        var noise = empty(input.shape, input.dtype).exponential_(1, generator).log_().neg_();
        return nn.functional.softmax((input + noise.to(input.device)) / degree, -1);
    }
}
