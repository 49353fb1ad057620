using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The normal distribution.</summary>
public class Normal : distributions.Distribution
{
    internal Tensor loc = null!, scale = null!;

    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Normal(Tensor loc, Tensor scale, Generator? generator = null) : base(generator) => Set(loc, scale);

    Normal Set(Tensor loc, Tensor scale)
    {
        Release();
        (this.loc, this.scale) = Keep(loc, scale);
        _init(this.loc.shape);
        return this;
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor stddev => scale;

    public override Tensor variance => scale.pow(2);

    public override Tensor sample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() => Ops.normal_Tensor_Tensor.Call(loc.expand(ExtendedShape(sample_shape)), scale.expand(ExtendedShape(sample_shape)), generator));
    }

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => loc + Blank(ExtendedShape(sample_shape), loc).normal_(generator: generator) * scale);

    public override Tensor log_prob(Tensor value) => Tidy(() => -(value - loc).pow(2) / (2 * scale.pow(2)) - scale.log() - Math.Log(Math.Sqrt(2 * Math.PI)));

    public override Tensor cdf(Tensor value) => Tidy(() => 0.5 * (1 + ((value - loc) * scale.reciprocal() / Math.Sqrt(2)).erf()));

    public override Tensor icdf(Tensor value) => Tidy(() => loc + scale * (2 * value - 1).erfinv() * Math.Sqrt(2));

    public override Tensor entropy() => Tidy(() => 0.5 + 0.5 * Math.Log(2 * Math.PI) + scale.log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape));
        return instance is Normal given ? given.Set(first, second) : new Normal(first, second, generator);
    }
}
