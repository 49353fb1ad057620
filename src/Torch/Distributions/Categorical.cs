using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The categorical distribution: the index of one of several categories.</summary>
public class Categorical : distributions.Distribution
{
    Odds odds = null!;

    /// <param name="probs">Positive weights along the last dimension, which are divided by their sum; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">Logarithms of such weights.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    /// <exception cref="ArgumentException">Both or neither were given, or there is no dimension.</exception>
    public Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) => Set(probs, logits);

    Categorical Set(Tensor? probs, Tensor? logits)
    {
        using var scope = NewDisposeScope();
        var given = OneOf(probs, logits);
        if (given.dim() < 1) throw new ArgumentException("probs and logits must have at least one dimension: the categories.", probs is null ? nameof(logits) : nameof(probs));
        return Adopt(new Odds(probs is null ? null : probs / probs.sum(-1, true), logits is null ? null : logits - logits.logsumexp(-1, true), binary: false));
    }

    Categorical Adopt(Odds odds)
    {
        Release();
        this.odds = Own(odds);
        _init(odds.Given.shape[..^1]);
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => odds.Probs;

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor logits => odds.Logits;

    /// <summary>The shape of the parameter: the batch, then the categories.</summary>
    public long[] param_shape => odds.Given.shape;

    internal long Categories => param_shape[^1];

    public override Tensor mean => Constant(double.NaN, probs);

    public override Tensor mode => probs.argmax(-1);

    public override Tensor variance => Constant(double.NaN, probs);

    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() =>
        {
            var draws = sample_shape.Aggregate(1L, (product, n) => product * n);
            return probs.reshape(-1, Categories).multinomial(draws, true, generator).T.reshape(ExtendedShape(sample_shape));
        });
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var both = Ops.broadcast_tensors.CallList(Arg.Tensors([value.to(ScalarType.Int64).unsqueeze(-1), logits]));
        return both[1].gather(-1, both[0].narrow(-1, 0, 1)).squeeze(-1);
    });

    public override Tensor entropy() => Tidy(() => -(logits.clamp_min(-Precision.Largest(logits.dtype)) * probs).sum(-1));

    public override Tensor enumerate_support(bool expand = true) => Enumerated(Categories, ScalarType.Int64, odds.Given.device, expand);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) => Expand(batch_shape, instance);

    internal Categorical Expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (p, l) = odds.Expand([.. batch_shape, Categories]);
        return ((instance as Categorical) ?? new Categorical(generator)).Adopt(new Odds(p, l, binary: false));
    }

    Categorical(Generator? generator) : base(generator)
    {
    }
}
