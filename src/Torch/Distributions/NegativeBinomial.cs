using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative binomial distribution: how many successes come before so many failures.</summary>
public class NegativeBinomial : distributions.Distribution
{
    Tensor total_count = null!;
    Odds odds = null!;

    /// <param name="total_count">How many failures end the series.</param>
    /// <param name="p">The probability of a success; or pass <paramref name="l"/>.</param>
    /// <param name="l">The log odds of a success.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public NegativeBinomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator) => Set(total_count, p, l);

    NegativeBinomial Set(Tensor total_count, Tensor? probs, Tensor? logits)
    {
        using var scope = NewDisposeScope();
        var given = OneOf(probs, logits);
        Release();
        var both = Ops.broadcast_tensors.CallList(Arg.Tensors([total_count, given]));
        this.total_count = Keep(both[0].type_as(given));
        odds = Own(probs is null ? new Odds(null, both[1], binary: true) : new Odds(both[1], null, binary: true));
        _init(both[1].shape);
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => odds.Probs;

    /// <summary>The log odds.</summary>
    public Tensor logits => odds.Logits;

    public override Tensor mean => Tidy(() => total_count * logits.exp());

    public override Tensor mode => Tidy(() => ((total_count - 1) * logits.exp()).floor().clamp_min(0));

    public override Tensor variance => Tidy(() => mean / (-logits).sigmoid());

    /// <summary>Poisson numbers whose rates are gamma numbers.</summary>
    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() =>
        {
            using var gamma = new Gamma(total_count, (-logits).exp(), generator);
            return Ops.poisson.Call(gamma.sample(sample_shape), generator);
        });
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var normalizer = -(total_count + value).lgamma() + (1 + value).lgamma() + total_count.lgamma();
        return total_count * (-logits).log_sigmoid() + value * logits.log_sigmoid() - normalizer.masked_fill((total_count + value).eq(0), 0);
    });

    public override Tensor entropy() => throw Lacking("entropy");

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand(batch_shape.Shape);
        var count = total_count.expand(batch_shape.Shape);
        return instance is NegativeBinomial given ? given.Set(count, p, l) : new NegativeBinomial(count, p, l, generator);
    }
}
