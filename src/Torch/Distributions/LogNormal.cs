using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The distribution of exp(x), where x is normal.</summary>
public class LogNormal : TransformedDistribution
{
    Normal normal = null!;

    /// <summary>The mean of the logarithm.</summary>
    public Tensor loc { get; private set; } = null!;

    /// <summary>The standard deviation of the logarithm.</summary>
    public Tensor scale { get; private set; } = null!;

    internal LogNormal(Tensor loc, Tensor scale, Generator? generator = null) : base(generator) => Set(loc, scale);

    LogNormal Set(Tensor loc, Tensor scale)
    {
        using var scope = NewDisposeScope();
        Release();
        (this.loc, this.scale) = Keep(loc, scale);
        normal = Own(new Normal(loc, scale, generator));
        _init(normal, [new ExpTransform()]);
        return this;
    }

    public override Tensor mean => Tidy(() => (loc + scale.pow(2) / 2).exp());

    public override Tensor mode => Tidy(() => (loc - scale.pow(2)).exp());

    public override Tensor variance => Tidy(() => scale.pow(2).expm1() * (2 * loc + scale.pow(2)).exp());

    public override Tensor entropy() => Tidy(() => normal.entropy() + loc);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape));
        return instance is LogNormal given ? given.Set(first, second) : new LogNormal(first, second, generator);
    }
}
