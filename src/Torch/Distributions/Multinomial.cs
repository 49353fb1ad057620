using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The multinomial distribution: how often each category comes in so many draws.</summary>
public class Multinomial : distributions.Distribution
{
    int total_count;
    Categorical categorical = null!;

    /// <param name="total_count">How many draws.</param>
    /// <param name="probs">Positive weights along the last dimension; or pass <paramref name="logits"/>.</param>
    /// <param name="logits">Logarithms of such weights.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) =>
        Set(total_count, new Categorical(probs, logits, generator));

    Multinomial(Generator? generator) : base(generator)
    {
    }

    Multinomial Set(int total_count, Categorical categorical)
    {
        Release();
        this.total_count = total_count;
        this.categorical = Own(categorical);
        _init(categorical.batch_shape, new Size(categorical.Categories));
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => categorical.probs;

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor logits => categorical.logits;

    /// <summary>The shape of the parameter: the batch, then the categories.</summary>
    public long[] param_shape => categorical.param_shape;

    public override Tensor mean => probs * total_count;

    public override Tensor variance => Tidy(() => total_count * probs * (1 - probs));

    public override Tensor rsample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() =>
        {
            var drawn = categorical.sample([total_count, .. sample_shape]);
            drawn = drawn.permute([.. Enumerable.Range(1, (int)drawn.dim() - 1), 0]);
            return zeros(ExtendedShape(sample_shape), dtype: ScalarType.Int64, device: drawn.device).scatter_add_(-1, drawn, ones_like(drawn)).type_as(probs);
        });
    }

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var both = Ops.broadcast_tensors.CallList(Arg.Tensors([logits, value]));
        var log = both[0].masked_fill(both[1].eq(0) & both[0].eq(double.NegativeInfinity), 0); // 0 ln 0 is 0
        return (value.sum(-1) + 1).lgamma() - (value + 1).lgamma().sum(-1) + (log * both[1]).sum(-1);
    });

    public override Tensor entropy() => Tidy(() =>
    {
        using var binomial = new Binomial(tensor(total_count), probs);
        var support = binomial.enumerate_support(false).slice(0, 1, total_count + 1, 1);
        var corrections = binomial.log_prob(support).exp() * (support + 1).lgamma();
        return total_count * categorical.entropy() - tensor(total_count + 1d).lgamma().to(probs.dtype) + corrections.sum([0L, -1L]);
    });

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        ((instance as Multinomial) ?? new Multinomial(generator)).Set(total_count, categorical.Expand(batch_shape));
}
