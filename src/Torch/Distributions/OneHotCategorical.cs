using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The categorical distribution, with draws as one-hot vectors.</summary>
public class OneHotCategorical : distributions.Distribution
{
    Categorical categorical = null!;

    /// <param name="p">Positive weights along the last dimension; or pass <paramref name="l"/>.</param>
    /// <param name="l">Logarithms of such weights.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public OneHotCategorical(Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator) => Set(new Categorical(p, l, generator));

    OneHotCategorical(Generator? generator) : base(generator)
    {
    }

    OneHotCategorical Set(Categorical categorical)
    {
        Release();
        this.categorical = Own(categorical);
        _init(categorical.batch_shape, new Size(categorical.Categories));
        return this;
    }

    /// <summary>The probabilities.</summary>
    public Tensor probs => categorical.probs;

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor logits => categorical.logits;

    public override Tensor mean => probs;

    public override Tensor mode => Tidy(() => OneHot(probs.argmax(-1)));

    public override Tensor variance => Tidy(() => probs * (1 - probs));

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => OneHot(categorical.sample(sample_shape)));

    public override Tensor log_prob(Tensor value) => Tidy(() => categorical.log_prob(value.argmax(-1)));

    public override Tensor entropy() => categorical.entropy();

    public override Tensor enumerate_support(bool expand = true) => Tidy(() =>
    {
        var n = categorical.Categories;
        var values = OneHot(arange(n, device: probs.device)).reshape([n, .. batch_shape.Select(_ => 1L), n]);
        return expand ? values.expand([n, .. batch_shape, n]) : values;
    });

    Tensor OneHot(Tensor indices) => Ops.one_hot.Call(indices, categorical.Categories).to(probs.dtype);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        ((instance as OneHotCategorical) ?? new OneHotCategorical(generator)).Set(categorical.Expand(batch_shape));
}
