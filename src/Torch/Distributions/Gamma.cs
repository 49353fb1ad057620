using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The gamma distribution.</summary>
public class Gamma : distributions.ExponentialFamily
{
    /// <summary>The shape parameter.</summary>
    protected Tensor concentration = null!;

    Tensor rate = null!;

    /// <param name="concentration">The shape parameter.</param>
    /// <param name="rate">1 / scale.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Gamma(Tensor concentration, Tensor rate, Generator? generator = null) : base(generator) => Set(concentration, rate);

    private protected Gamma(Generator? generator) : base(generator)
    {
    }

    private protected Gamma Set(Tensor concentration, Tensor rate)
    {
        Release();
        (this.concentration, this.rate) = Keep(concentration, rate);
        _init(this.concentration.shape);
        return this;
    }

    public override Tensor mean => concentration / rate;

    public override Tensor mode => Tidy(() => ((concentration - 1) / rate).clamp_min(0));

    public override Tensor variance => Tidy(() => concentration / rate.pow(2));

    protected override IList<Tensor> NaturalParams => [concentration - 1, -rate];

    protected override Tensor MeanCarrierMeasure => tensor(0);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => Tidy(() => (parameters[0] + 1).lgamma() + (parameters[0] + 1) * (-parameters[1].reciprocal()).log());

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        var shape = ExtendedShape(sample_shape);
        var value = Ops._standard_gamma.Call(concentration.expand(shape), generator) / rate.expand(shape);
        value.detach().clamp_min_(Precision.Tiny(value.dtype)); // past the graph: gradients are those of the value before
        return value;
    });

    public override Tensor log_prob(Tensor value) => Tidy(() => concentration.xlogy(rate) + (concentration - 1).xlogy(value) - rate * value - concentration.lgamma());

    public override Tensor cdf(Tensor value) => Tidy(() => Ops.igamma.Call(concentration, rate * value));

    public override Tensor entropy() => Tidy(() => concentration - rate.log() + concentration.lgamma() + (1 - concentration) * concentration.digamma());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (concentration.expand(batch_shape.Shape), rate.expand(batch_shape.Shape));
        return instance is Gamma given ? given.Set(first, second) : new Gamma(first, second, generator);
    }
}
