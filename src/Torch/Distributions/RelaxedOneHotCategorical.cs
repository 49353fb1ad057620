using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>A continuous stand-in for one-hot draws, through which gradients pass (Maddison et al. 2017, arXiv 1611.00712; Jang et al. 2017, arXiv 1611.01144).</summary>
public class RelaxedOneHotCategorical : TransformedDistribution
{
    ExpRelaxedCategorical relaxed = null!;

    /// <param name="temperature">Near 0, draws are nearly discrete.</param>
    /// <param name="probs">Positive weights along the last dimension; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">Logarithms of such weights.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) =>
        Set(new ExpRelaxedCategorical(temperature, probs, logits, generator));

    RelaxedOneHotCategorical(Generator? generator) : base(generator)
    {
    }

    RelaxedOneHotCategorical Set(ExpRelaxedCategorical relaxed)
    {
        Release();
        this.relaxed = Own(relaxed);
        _init(relaxed, [new ExpTransform()]);
        return this;
    }

    /// <summary>Near 0, draws are nearly discrete.</summary>
    public Tensor temperature => relaxed.temperature;

    /// <summary>The probabilities.</summary>
    public Tensor probs => relaxed.probs;

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor logits => relaxed.logits;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        ((instance as RelaxedOneHotCategorical) ?? new RelaxedOneHotCategorical(generator)).Set((ExpRelaxedCategorical)relaxed.expand(batch_shape));
}
