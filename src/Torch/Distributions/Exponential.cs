using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The exponential distribution.</summary>
public class Exponential : distributions.ExponentialFamily
{
    Tensor rate = null!;

    /// <param name="rate">1 / mean.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Exponential(Tensor rate, Generator? generator = null) : base(generator) => Set(rate);

    Exponential Set(Tensor rate)
    {
        Release();
        this.rate = Keep(rate);
        _init(rate.shape);
        return this;
    }

    public override Tensor mean => rate.reciprocal();

    public override Tensor mode => zeros_like(rate);

    public override Tensor stddev => rate.reciprocal();

    public override Tensor variance => rate.pow(-2);

    protected override IList<Tensor> NaturalParams => [-rate];

    protected override Tensor MeanCarrierMeasure => tensor(0);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => Tidy(() => -(-parameters[0]).log());

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => Blank(ExtendedShape(sample_shape), rate).exponential_(generator: generator) / rate);

    public override Tensor log_prob(Tensor value) => Tidy(() => rate.log() - rate * value);

    public override Tensor cdf(Tensor value) => Tidy(() => 1 - (-rate * value).exp());

    public override Tensor icdf(Tensor value) => Tidy(() => -(1 - value).log() / rate);

    public override Tensor entropy() => Tidy(() => 1 - rate.log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = rate.expand(batch_shape.Shape);
        return instance is Exponential given ? given.Set(wide) : new Exponential(wide, generator);
    }
}
