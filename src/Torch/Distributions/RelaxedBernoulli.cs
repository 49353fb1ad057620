using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>A continuous stand-in for the Bernoulli distribution, through which gradients pass (Maddison et al. 2017, arXiv 1611.00712).</summary>
public class RelaxedBernoulli : TransformedDistribution
{
    LogitRelaxedBernoulli relaxed = null!;

    /// <param name="temperature">Near 0, draws are nearly discrete.</param>
    /// <param name="probs">The probability of 1; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">The log odds of 1.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) =>
        Set(new LogitRelaxedBernoulli(temperature, probs, logits, generator));

    RelaxedBernoulli(Generator? generator) : base(generator)
    {
    }

    RelaxedBernoulli Set(LogitRelaxedBernoulli relaxed)
    {
        Release();
        this.relaxed = Own(relaxed);
        _init(relaxed, [new SigmoidTransform()]);
        return this;
    }

    /// <summary>Near 0, draws are nearly discrete.</summary>
    public Tensor temperature => relaxed.temperature;

    /// <summary>The probabilities.</summary>
    public Tensor probs => relaxed.probs;

    /// <summary>The log odds.</summary>
    public Tensor logits => relaxed.logits;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        ((instance as RelaxedBernoulli) ?? new RelaxedBernoulli(generator)).Set((LogitRelaxedBernoulli)relaxed.expand(batch_shape));
}
