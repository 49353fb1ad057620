using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The distribution of the magnitude of a normal variable with mean 0.</summary>
public class HalfNormal : TransformedDistribution
{
    Normal both = null!;

    internal HalfNormal(Tensor scale, Generator? generator = null) : base(generator) => Set(scale);

    HalfNormal Set(Tensor scale)
    {
        using var scope = NewDisposeScope();
        var inner = new Normal(zeros_like(scale), scale, generator);
        Release();
        both = Own(inner);
        _init(both, [new AbsTransform()]);
        return this;
    }

    /// <summary>The scale of the distribution on both sides.</summary>
    public Tensor scale => both.scale;

    public override Tensor mean => scale * Math.Sqrt(2 / Math.PI);

    public override Tensor mode => zeros_like(scale);

    public override Tensor variance => Tidy(() => scale.pow(2) * (1 - 2 / Math.PI));

    public override Tensor log_prob(Tensor value) => Tidy(() => (both.log_prob(value) + Math.Log(2)).masked_fill(~value.ge(0), double.NegativeInfinity));

    public override Tensor cdf(Tensor value) => Tidy(() => 2 * both.cdf(value) - 1);

    public override Tensor icdf(Tensor prob) => Tidy(() => both.icdf((prob + 1) / 2));

    public override Tensor entropy() => Tidy(() => both.entropy() - Math.Log(2));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = scale.expand(batch_shape.Shape);
        return instance is HalfNormal given ? given.Set(wide) : new HalfNormal(wide, generator);
    }
}
