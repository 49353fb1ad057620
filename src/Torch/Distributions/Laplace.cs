using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Laplace distribution: exponential on both sides of its mean.</summary>
public class Laplace : distributions.Distribution
{
    internal Tensor loc = null!, scale = null!;

    /// <param name="loc">The mean.</param>
    /// <param name="scale">The scale: the standard deviation divided by √2.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Laplace(Tensor loc, Tensor scale, Generator? generator = null) : base(generator) => Set(loc, scale);

    Laplace Set(Tensor loc, Tensor scale)
    {
        Release();
        (this.loc, this.scale) = Keep(loc, scale);
        _init(this.loc.shape);
        return this;
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor variance => Tidy(() => 2 * scale.pow(2));

    public override Tensor stddev => scale * Math.Sqrt(2);

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        var u = Blank(ExtendedShape(sample_shape), loc).uniform_(Precision.Epsilon(loc.dtype) - 1, 1, generator);
        return loc - scale * u.sign() * (-u.abs()).log1p();
    });

    public override Tensor log_prob(Tensor value) => Tidy(() => -(2 * scale).log() - (value - loc).abs() / scale);

    public override Tensor cdf(Tensor value) => Tidy(() => 0.5 - 0.5 * (value - loc).sign() * (-(value - loc).abs() / scale).expm1());

    public override Tensor icdf(Tensor value) => Tidy(() =>
    {
        var term = value - 0.5;
        return loc - scale * term.sign() * (-2 * term.abs()).log1p();
    });

    public override Tensor entropy() => Tidy(() => 1 + (2 * scale).log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (loc.expand(batch_shape.Shape), scale.expand(batch_shape.Shape));
        return instance is Laplace given ? given.Set(first, second) : new Laplace(first, second, generator);
    }
}
