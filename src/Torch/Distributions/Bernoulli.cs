using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Bernoulli distribution: 1 with a probability, else 0.</summary>
public class Bernoulli : distributions.Distribution
{
    Odds odds = null!;

    /// <param name="p">The probability of 1; or pass <paramref name="l"/>.</param>
    /// <param name="l">The log odds of 1.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Bernoulli(Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator) => Set(p, l);

    Bernoulli Set(Tensor? probs, Tensor? logits)
    {
        var given = OneOf(probs, logits);
        Release();
        odds = Own(new Odds(probs, logits, binary: true));
        _init(given.shape);
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => odds.Probs;

    /// <summary>The log odds.</summary>
    public Tensor logits => odds.Logits;

    public override Tensor mean => probs;

    /// <summary>0 or 1; NaN where both are equally likely.</summary>
    public override Tensor mode => Tidy(() => probs.ge(0.5).to(probs.dtype).masked_fill(probs.eq(0.5), double.NaN));

    public override Tensor variance => Tidy(() => probs * (1 - probs));

    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() => probs.expand(ExtendedShape(sample_shape)).bernoulli(generator));
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var both = Ops.broadcast_tensors.CallList(Arg.Tensors([logits, value]));
        return -nn.functional.binary_cross_entropy_with_logits(both[0], both[1], reduction: nn.Reduction.None);
    });

    public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None);

    public override Tensor enumerate_support(bool expand = true) => Enumerated(2, odds.Given.dtype, odds.Given.device, expand);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand(batch_shape.Shape);
        return instance is Bernoulli given ? given.Set(p, l) : new Bernoulli(p, l, generator);
    }
}
