using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Poisson distribution: how many events happen in a unit of time.</summary>
public class Poisson : distributions.ExponentialFamily
{
    Tensor rate = null!;

    /// <param name="rate">The mean.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Poisson(Tensor rate, Generator? generator = null) : base(generator) => Set(rate);

    Poisson Set(Tensor rate)
    {
        Release();
        this.rate = Keep(rate);
        _init(rate.shape);
        return this;
    }

    public override Tensor mean => rate;

    public override Tensor mode => rate.floor();

    public override Tensor variance => rate;

    protected override IList<Tensor> NaturalParams => [rate.log()];

    protected override Tensor LogNormalizer(params Tensor[] parameters) => parameters[0].exp();

    /// <summary>The mean of -ln(x!), summed over all x that matter.</summary>
    protected override Tensor MeanCarrierMeasure => Tidy(() =>
    {
        var largest = rate.numel() == 0 ? 0 : rate.detach().max().ToDouble();
        var values = Enumerated((long)(largest + 14 * Math.Sqrt(largest) + 40), rate.dtype, rate.device, expand: false);
        return -(log_prob(values).exp() * (values + 1).lgamma()).sum([0L]);
    });

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => Ops.poisson.Call(rate.expand(ExtendedShape(sample_shape)), generator));

    public override Tensor log_prob(Tensor value) => Tidy(() => value.xlogy(rate) - rate - (value + 1).lgamma());

    public override Tensor cdf(Tensor value) => Tidy(() => Ops.igammac.Call(value.floor() + 1, rate).masked_fill(value < 0, 0));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = rate.expand(batch_shape.Shape);
        return instance is Poisson given ? given.Set(wide) : new Poisson(wide, generator);
    }
}
