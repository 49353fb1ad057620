using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The Pareto distribution, with a power law above its scale.</summary>
public class Pareto : TransformedDistribution
{
    /// <summary>The smallest value.</summary>
    public Tensor scale { get; private set; } = null!;

    /// <summary>The exponent of the tail.</summary>
    public Tensor alpha { get; private set; } = null!;

    internal Pareto(Tensor scale, Tensor alpha, Generator? generator = null) : base(generator) => Set(scale, alpha);

    Pareto Set(Tensor scale, Tensor alpha)
    {
        using var scope = NewDisposeScope();
        Release();
        (this.scale, this.alpha) = Keep(scale, alpha);
        _init(Own(new Exponential(this.alpha, generator)), [new ExpTransform(), new AffineTransform(tensor(0d), this.scale)]);
        return this;
    }

    /// <summary>The mean; infinite up to alpha = 1.</summary>
    public override Tensor mean => Tidy(() =>
    {
        var a = alpha.clamp_min(1);
        return a * scale / (a - 1);
    });

    public override Tensor mode => scale;

    /// <summary>The variance; infinite up to alpha = 2.</summary>
    public override Tensor variance => Tidy(() =>
    {
        var a = alpha.clamp_min(2);
        return scale.pow(2) * a / ((a - 1).pow(2) * (a - 2));
    });

    public override Tensor entropy() => Tidy(() => (scale / alpha).log() + (1 + alpha.reciprocal()));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (scale.expand(batch_shape.Shape), alpha.expand(batch_shape.Shape));
        return instance is Pareto given ? given.Set(first, second) : new Pareto(first, second, generator);
    }
}
