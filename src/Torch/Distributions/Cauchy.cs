using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Cauchy distribution, which has neither mean nor variance.</summary>
public class Cauchy : distributions.Distribution
{
    internal Tensor loc = null!, scale = null!;

    /// <param name="loc">The median.</param>
    /// <param name="scale">Half the width at half of the maximum.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Cauchy(Tensor loc, Tensor scale, Generator? generator = null) : base(generator) => Set(loc, scale);

    Cauchy Set(Tensor loc, Tensor scale)
    {
        Release();
        (this.loc, this.scale) = Keep(loc, scale);
        _init(this.loc.shape);
        return this;
    }

    public override Tensor mean => Constant(double.NaN, loc);

    public override Tensor mode => loc;

    public override Tensor variance => Constant(double.PositiveInfinity, loc);

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => loc + Blank(ExtendedShape(sample_shape), loc).cauchy_(generator: generator) * scale);

    public override Tensor log_prob(Tensor value) => Tidy(() => -Math.Log(Math.PI) - scale.log() - (1 + ((value - loc) / scale).pow(2)).log());

    public override Tensor cdf(Tensor value) => Tidy(() => ((value - loc) / scale).atan() / Math.PI + 0.5);

    public override Tensor icdf(Tensor value) => Tidy(() => (Math.PI * (value - 0.5)).tan() * scale + loc);

    public override Tensor entropy() => Tidy(() => Math.Log(4 * Math.PI) + scale.log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape));
        return instance is Cauchy given ? given.Set(first, second) : new Cauchy(first, second, generator);
    }
}
