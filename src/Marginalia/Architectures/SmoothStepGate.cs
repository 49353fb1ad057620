using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A gate that selects k of n experts and is smooth all the same: each of k selectors spells an expert's number in binary by smooth steps, and the
/// selectors are weighted by a softmax (Hazimeh et al. 2021, "DSelect-k", arXiv 2106.03760, section 3).
/// </summary>
/// <remarks>
/// Selector q gives expert e the product over bits b of S(z_qb) or 1 - S(z_qb), as the bit b of e is 1 or 0, the highest bit first. A step is exactly 0
/// or 1 beyond +-gamma / 2, so that a trained gate is exactly sparse.
/// </remarks>
internal sealed class SmoothStepGate : nn.Module<Tensor, (Tensor Weights, Tensor Penalty)>
{
    private readonly Linear steps;
    private readonly Linear selectors;
    private readonly Tensor codes;
    private readonly (int Experts, int Selected) sizes;
    private readonly double gamma;
    private readonly double entropy;

    /// <param name="channels">Channels of the image.</param>
    /// <param name="experts">Number of experts n, at least 2.</param>
    /// <param name="selected">Number of selectors k.</param>
    /// <param name="gamma">Width of the smooth step.</param>
    /// <param name="entropy">Weight of the selectors' entropy in the penalty.</param>
    /// <param name="generator">Gives the initial parameters.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public SmoothStepGate(int channels, int experts, int selected, double gamma, double entropy, Generator generator, ScalarType dtype)
        : base(nameof(SmoothStepGate))
    {
        (this.gamma, this.entropy, sizes) = (gamma, entropy, (experts, selected));
        int bits = (int)Math.Ceiling(Math.Log2(experts));
        steps = SeededLayers.Affine(ExpertGate.Length(channels), selected * bits, generator, dtype);
        selectors = SeededLayers.Affine(ExpertGate.Length(channels), selected, generator, dtype);
        using (no_grad())
        {
            foreach (var parameter in steps.parameters())
                parameter.uniform_(-gamma / 100, gamma / 100, generator);
            foreach (var parameter in selectors.parameters())
                parameter.uniform_(-0.05, 0.05, generator);
        }

        double[] digits = [.. from expert in Enumerable.Range(0, experts) from bit in Enumerable.Range(0, bits) select expert >> (bits - 1 - bit) & 1];
        codes = tensor(digits, dtype: dtype).reshape(1, 1, experts, bits);
        RegisterComponents();
    }

    /// <summary>0 up to -gamma / 2, 1 from gamma / 2 on, and the cubic -2 (t / gamma)^3 + 3 t / (2 gamma) + 1/2 in between.</summary>
    public static Tensor SmoothStep(Tensor t, double gamma)
    {
        var x = t.clamp(-gamma / 2, gamma / 2) / gamma;
        return x * 1.5 - x.pow(3) * 2 + 0.5;
    }

    /// <summary>
    /// The weights [N, experts], and the batch's mean of the selectors' entropy times its weight; where the number of experts is no power of 2, plus the
    /// inverse of what each selector gives to experts that exist.
    /// </summary>
    public override (Tensor Weights, Tensor Penalty) forward(Tensor input)
    {
        var read = ExpertGate.Read(input);
        var step = SmoothStep(steps.call(read), gamma).reshape(-1, sizes.Selected, 1, codes.shape[3]);
        var chosen = (codes * step + (1 - codes) * (1 - step)).prod(3);
        var weights = (nn.functional.softmax(selectors.call(read), 1).unsqueeze(2) * chosen).sum(1);
        var penalty = (chosen * (chosen + 1e-6).log()).sum([1L, 2L]).mean() * -entropy;
        bool isPowerOf2 = (sizes.Experts & sizes.Experts - 1) == 0;
        return (weights, isPowerOf2 ? penalty : penalty + chosen.sum(2).reciprocal().sum(1).mean());
    }
}
