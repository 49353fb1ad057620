using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The uniform distribution on [low, high).</summary>
public class Uniform : distributions.Distribution
{
    internal Tensor low = null!, high = null!;

    /// <param name="low">The lower limit.</param>
    /// <param name="high">The upper limit.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Uniform(Tensor low, Tensor high, Generator? generator = null) : base(generator) => Set(low, high);

    Uniform Set(Tensor low, Tensor high)
    {
        Release();
        (this.low, this.high) = Keep(low, high);
        _init(this.low.shape);
        return this;
    }

    public override Tensor mean => Tidy(() => (high + low) / 2);

    public override Tensor mode => high * double.NaN;

    public override Tensor stddev => Tidy(() => (high - low) / Math.Sqrt(12));

    public override Tensor variance => Tidy(() => (high - low).pow(2) / 12);

    public override Tensor rsample(params long[] sample_shape) =>
        Tidy(() => low + rand(ExtendedShape(sample_shape), dtype: low.dtype, device: low.device, generator: generator) * (high - low));

    public override Tensor log_prob(Tensor value) => Tidy(() => (low.le(value).type_as(low) * high.gt(value).type_as(low)).log() - (high - low).log());

    public override Tensor cdf(Tensor value) => Tidy(() => ((value - low) / (high - low)).clamp(0, 1));

    public override Tensor icdf(Tensor value) => Tidy(() => value * (high - low) + low);

    public override Tensor entropy() => Tidy(() => (high - low).log());

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (low.expand(batch_shape.Shape), high.expand(batch_shape.Shape));
        return instance is Uniform given ? given.Set(first, second) : new Uniform(first, second, generator);
    }
}
