using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logit of a relaxed Bernoulli variable: a logistic variable divided by the temperature (Maddison et al. 2017, arXiv 1611.00712).</summary>
public class LogitRelaxedBernoulli : distributions.Distribution
{
    internal Tensor temperature = null!;
    Odds odds = null!;

    /// <param name="temperature">Near 0, draws are nearly 0 or 1 after the sigmoid.</param>
    /// <param name="probs">The probability of 1; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">The log odds of 1.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) =>
        Set(temperature, probs, logits);

    LogitRelaxedBernoulli Set(Tensor temperature, Tensor? probs, Tensor? logits)
    {
        var given = OneOf(probs, logits);
        Release();
        this.temperature = Keep(temperature);
        odds = Own(new Odds(probs, logits, binary: true));
        _init(given.shape);
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => odds.Probs;

    /// <summary>The log odds.</summary>
    public Tensor logits => odds.Logits;

    public override Tensor mean => logits / temperature;

    public override Tensor mode => mean;

    public override Tensor variance => Tidy(() => (Math.PI * Math.PI / 3 / temperature.pow(2)).to(probs.dtype).expand(ExtendedShape()));

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        var shape = ExtendedShape(sample_shape);
        var p = ClampProbs(probs.expand(shape));
        var u = ClampProbs(rand(shape, dtype: p.dtype, device: p.device, generator: generator));
        return (u.log() - (-u).log1p() + p.log() - (-p).log1p()) / temperature;
    });

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var difference = logits - value * temperature;
        return temperature.log() + difference - 2 * difference.exp().log1p();
    });

    public override Tensor entropy() => Tidy(() => (2 - temperature.log()).to(probs.dtype).expand(ExtendedShape()));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand(batch_shape.Shape);
        return instance is LogitRelaxedBernoulli given ? given.Set(temperature, p, l) : new LogitRelaxedBernoulli(temperature, p, l, generator);
    }
}
