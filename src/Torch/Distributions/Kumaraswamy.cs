using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The Kumaraswamy distribution on [0, 1], much like the beta distribution.</summary>
public class Kumaraswamy : TransformedDistribution
{
    /// <summary>The first exponent.</summary>
    public Tensor concentration1 { get; private set; } = null!;

    /// <summary>The second exponent.</summary>
    public Tensor concentration0 { get; private set; } = null!;

    internal Kumaraswamy(Tensor concentration1, Tensor concentration0, Generator? generator = null) : base(generator) => Set(concentration1, concentration0);

    Kumaraswamy Set(Tensor concentration1, Tensor concentration0)
    {
        using var scope = NewDisposeScope();
        Release();
        (this.concentration1, this.concentration0) = Keep(concentration1, concentration0);
        var uniform = Own(new Uniform(zeros_like(this.concentration0), ones_like(this.concentration0), generator));
        _init(uniform, [new PowerTransform(this.concentration0.reciprocal()), new AffineTransform(1, -1), new PowerTransform(this.concentration1.reciprocal())]);
        return this;
    }

    public override Tensor mean => Moment(1);

    /// <summary>The mode; NaN where an exponent is below 1.</summary>
    public override Tensor mode => Tidy(() =>
    {
        var log = concentration0.reciprocal() * (-concentration0).log1p() - (-concentration0 * concentration1).log1p();
        return log.masked_fill((concentration0 < 1) | (concentration1 < 1), double.NaN).exp();
    });

    public override Tensor variance => Tidy(() => Moment(2) - Moment(1).pow(2));

    public override Tensor entropy() => Tidy(() =>
    {
        var harmonic = (concentration0 + 1).digamma() + euler_constant;
        return 1 - concentration0.reciprocal() + (1 - concentration1.reciprocal()) * harmonic - concentration1.log() - concentration0.log();
    });

    Tensor Moment(int n) => Tidy(() =>
    {
        var exponent = 1 + n / concentration1;
        return (exponent.lgamma() + concentration0.lgamma() - (exponent + concentration0).lgamma()).exp() * concentration0;
    });

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (concentration1.expand(batch_shape.Shape), concentration0.expand(batch_shape.Shape));
        return instance is Kumaraswamy given ? given.Set(first, second) : new Kumaraswamy(first, second, generator);
    }
}
