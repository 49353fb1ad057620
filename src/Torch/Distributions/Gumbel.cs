using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Modules;

/// <summary>The Gumbel distribution, of the largest of many numbers.</summary>
public class Gumbel : TransformedDistribution
{
    Tensor loc = null!, scale = null!;

    internal Gumbel(Tensor loc, Tensor scale, Generator? generator = null) : base(generator) => Set(loc, scale);

    Gumbel Set(Tensor loc, Tensor scale)
    {
        using var scope = NewDisposeScope();
        Release();
        (this.loc, this.scale) = Keep(loc, scale);
        var uniform = Own(new Uniform(full_like(this.loc, Precision.Tiny(loc.dtype)), full_like(this.loc, 1 - Precision.Epsilon(loc.dtype)), generator));
        _init(uniform, [new ExpTransform().inv, new AffineTransform(0, -1), new ExpTransform().inv, new AffineTransform(this.loc, -this.scale)]);
        return this;
    }

    public override Tensor mean => Tidy(() => loc + scale * euler_constant);

    public override Tensor mode => loc;

    public override Tensor stddev => scale * (Math.PI / Math.Sqrt(6));

    public override Tensor variance => Tidy(() => stddev.pow(2));

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var y = (loc - value) / scale;
        return y - y.exp() - scale.log();
    });

    public override Tensor cdf(Tensor value) => Tidy(() => (-((loc - value) / scale).exp()).exp());

    public override Tensor icdf(Tensor value) => Tidy(() => loc - scale * (-value.log()).log());

    public override Tensor entropy() => Tidy(() => scale.log() + (1 + euler_constant));

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape));
        return instance is Gumbel given ? given.Set(first, second) : new Gumbel(first, second, generator);
    }
}
