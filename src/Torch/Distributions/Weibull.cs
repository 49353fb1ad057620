using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The Weibull distribution, of life times.</summary>
public class Weibull : TransformedDistribution
{
    Tensor scale = null!, concentration = null!;

    internal Weibull(Tensor scale, Tensor concentration, Generator? generator = null) : base(generator) => Set(scale, concentration);

    Weibull Set(Tensor scale, Tensor concentration)
    {
        using var scope = NewDisposeScope();
        Release();
        (this.scale, this.concentration) = Keep(scale, concentration);
        var exponential = Own(new Exponential(ones_like(this.scale), generator));
        _init(exponential, [new PowerTransform(this.concentration.reciprocal()), new AffineTransform(tensor(0d), this.scale)]);
        return this;
    }

    public override Tensor mean => Tidy(() => scale * (1 + concentration.reciprocal()).lgamma().exp());

    public override Tensor mode => Tidy(() => scale * ((concentration - 1) / concentration).pow(concentration.reciprocal()));

    public override Tensor variance => Tidy(() =>
    {
        var inverse = concentration.reciprocal();
        return scale.pow(2) * ((1 + 2 * inverse).lgamma().exp() - (2 * (1 + inverse).lgamma()).exp());
    });

    public override Tensor entropy() => Tidy(() =>
    {
        var inverse = concentration.reciprocal();
        return euler_constant * (1 - inverse) + (scale * inverse).log() + 1;
    });

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (scale.expand(batch_shape.Shape), concentration.expand(batch_shape.Shape));
        return instance is Weibull given ? given.Set(first, second) : new Weibull(first, second, generator);
    }
}
