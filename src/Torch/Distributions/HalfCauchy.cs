using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The distribution of the magnitude of a Cauchy variable with median 0.</summary>
public class HalfCauchy : TransformedDistribution
{
    Cauchy both = null!;

    internal HalfCauchy(Tensor scale, Generator? generator = null) : base(generator) => Set(scale);

    HalfCauchy Set(Tensor scale)
    {
        using var scope = NewDisposeScope();
        var inner = new Cauchy(zeros_like(scale), scale, generator);
        Release();
        both = Own(inner);
        _init(both, [new AbsTransform()]);
        return this;
    }

    /// <summary>The scale of the distribution on both sides.</summary>
    public Tensor scale => both.scale;

    public override Tensor mean => Constant(double.PositiveInfinity, scale);

    public override Tensor mode => zeros_like(scale);

    public override Tensor variance => Constant(double.PositiveInfinity, scale);

    public override Tensor log_prob(Tensor value) => Tidy(() => (both.log_prob(value) + Math.Log(2)).masked_fill(~value.ge(0), double.NegativeInfinity));

    public override Tensor cdf(Tensor value) => Tidy(() => 2 * both.cdf(value) - 1);

    public override Tensor icdf(Tensor value) => Tidy(() => both.icdf((value + 1) / 2));

    public override Tensor entropy() => Tidy(() => both.entropy() - Math.Log(2));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = scale.expand(batch_shape.Shape);
        return instance is HalfCauchy given ? given.Set(wide) : new HalfCauchy(wide, generator);
    }
}
