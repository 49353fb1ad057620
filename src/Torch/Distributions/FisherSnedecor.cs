using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The F distribution of Fisher and Snedecor.</summary>
public class FisherSnedecor : distributions.Distribution
{
    internal Tensor df1 = null!, df2 = null!;

    /// <param name="df1">The degrees of freedom of the numerator.</param>
    /// <param name="df2">The degrees of freedom of the denominator.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public FisherSnedecor(Tensor df1, Tensor df2, Generator? generator = null) : base(generator) => Set(df1, df2);

    FisherSnedecor Set(Tensor df1, Tensor df2)
    {
        Release();
        (this.df1, this.df2) = Keep(df1, df2);
        _init(this.df1.shape);
        return this;
    }

    public override Tensor mean => Tidy(() => (df2 / (df2 - 2)).masked_fill(df2 <= 2, double.NaN));

    public override Tensor mode => Tidy(() => ((df1 - 2) / df1 * df2 / (df2 + 2)).masked_fill(df1 <= 2, double.NaN));

    public override Tensor variance => Tidy(() => (2 * df2.pow(2) * (df1 + df2 - 2) / (df1 * (df2 - 2).pow(2) * (df2 - 4))).masked_fill(df2 <= 4, double.NaN));

    /// <summary>The quotient of two gamma variables.</summary>
    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        using var numerator = new Gamma(df1 * 0.5, df1, generator);
        using var denominator = new Gamma(df2 * 0.5, df2, generator);
        var tiny = Precision.Tiny(df1.dtype);
        var above = numerator.rsample(sample_shape);
        return (above / denominator.rsample(sample_shape).clamp_min(tiny)).clamp_min(tiny);
    });

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var (a, b, ratio) = (df1 * 0.5, df2 * 0.5, df1 / df2);
        return (a + b).lgamma() - a.lgamma() - b.lgamma() + a * ratio.log() + (a - 1) * value.log() - (a + b) * (ratio * value).log1p();
    });

    public override Tensor entropy() => Tidy(() =>
    {
        var (a, b) = (df1 * 0.5, df2 * 0.5);
        return a.lgamma() + b.lgamma() - (a + b).lgamma() + (df2 / df1).log() + (1 - a) * a.digamma() - (1 + b) * b.digamma() + (a + b) * (a + b).digamma();
    });

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (df1.expand(batch_shape.Shape), df2.expand(batch_shape.Shape));
        return instance is FisherSnedecor given ? given.Set(first, second) : new FisherSnedecor(first, second, generator);
    }
}
