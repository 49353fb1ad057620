using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The geometric distribution: how many failures come before the first success.</summary>
public class Geometric : distributions.Distribution
{
    Odds odds = null!;

    /// <param name="probs">The probability of a success; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">The log odds of a success.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) => Set(probs, logits);

    Geometric Set(Tensor? probs, Tensor? logits)
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

    public override Tensor mean => Tidy(() => 1 / probs - 1);

    public override Tensor mode => zeros_like(probs);

    public override Tensor variance => Tidy(() => (1 / probs - 1) / probs);

    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() => (Blank(ExtendedShape(sample_shape), probs).uniform_(Precision.Tiny(probs.dtype), 1, generator).log() / (-probs).log1p()).floor());
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var both = Ops.broadcast_tensors.CallList(Arg.Tensors([value, probs]));
        var p = both[1].masked_fill(both[1].eq(1) & both[0].eq(0), 0); // 0 ln 0 is 0
        return both[0] * (-p).log1p() + probs.log();
    });

    public override Tensor entropy() => Tidy(() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None) / probs);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand(batch_shape.Shape);
        return instance is Geometric given ? given.Set(p, l) : new Geometric(p, l, generator);
    }
}
