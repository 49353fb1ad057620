using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The binomial distribution: how many of so many draws succeed.</summary>
public class Binomial : distributions.Distribution
{
    Tensor total_count = null!;
    Odds odds = null!;

    /// <param name="total_count">How many draws.</param>
    /// <param name="p">The probability of a success; or pass <paramref name="l"/>.</param>
    /// <param name="l">The log odds of a success.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Binomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator) => Set(total_count, p, l);

    Binomial Set(Tensor total_count, Tensor? probs, Tensor? logits)
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

    public override Tensor mean => total_count * probs;

    public override Tensor mode => Tidy(() => ((total_count + 1) * probs).floor().minimum(total_count));

    public override Tensor variance => Tidy(() => total_count * probs * (1 - probs));

    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        var shape = ExtendedShape(sample_shape);
        return Tidy(() => Ops.binomial.Call(total_count.expand(shape), probs.expand(shape), generator));
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var normalizer = total_count * ClampByZero(logits) + total_count * (-logits.abs()).exp().log1p() - (total_count + 1).lgamma();
        return value * logits - (value + 1).lgamma() - (total_count - value + 1).lgamma() - normalizer;
    });

    /// <summary>The entropy, summed over all values; the counts must be equal.</summary>
    public override Tensor entropy() => Tidy(() =>
    {
        var log = log_prob(enumerate_support(false));
        return -(log.exp() * log).sum([0L]);
    });

    public override Tensor enumerate_support(bool expand = true) => Enumerated(1 + CommonCount(), odds.Given.dtype, odds.Given.device, expand);

    long CommonCount()
    {
        using var scope = NewDisposeScope();
        var (least, most) = (total_count.min().ToDouble(), total_count.max().ToDouble());
        return least == most ? (long)most : throw new NotSupportedException($"The values are listed only if all counts are equal, but they go from {least} to {most}.");
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand(batch_shape.Shape);
        var count = total_count.expand(batch_shape.Shape);
        return instance is Binomial given ? given.Set(count, p, l) : new Binomial(count, p, l, generator);
    }
}
