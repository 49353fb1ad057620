using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Dirichlet distribution: probabilities that sum to 1.</summary>
public class Dirichlet : distributions.ExponentialFamily
{
    internal Tensor concentration = null!;

    /// <param name="concentration">One positive number for each probability, along the last dimension.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    /// <exception cref="ArgumentException">The concentration has no dimension.</exception>
    public Dirichlet(Tensor concentration, Generator? generator = null) : base(generator) => Set(concentration);

    Dirichlet Set(Tensor concentration)
    {
        if (concentration.dim() < 1) throw new ArgumentException("The concentration must have at least one dimension: the categories.", nameof(concentration));
        Release();
        this.concentration = Keep(concentration);
        _init(concentration.shape[..^1], concentration.shape[^1..]);
        return this;
    }

    public override Tensor mean => Tidy(() => concentration / Total(keepdim: true));

    /// <summary>The mode; where all concentrations are below 1, the first corner.</summary>
    public override Tensor mode => Tidy(() =>
    {
        var above = (concentration - 1).clamp_min(0);
        var inside = above / above.sum(-1, true);
        var corner = Ops.one_hot.Call(inside.argmax(-1), above.shape[^1]).to(above.dtype);
        return corner.where((concentration < 1).all(-1, true), inside);
    });

    public override Tensor variance => Tidy(() =>
    {
        var total = Total(keepdim: true);
        return concentration * (total - concentration) / (total.pow(2) * (total + 1));
    });

    protected override IList<Tensor> NaturalParams => [concentration];

    protected override Tensor MeanCarrierMeasure => tensor(0);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => Tidy(() => parameters[0].lgamma().sum(-1) - parameters[0].sum(-1).lgamma());

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        var wide = concentration.expand(ExtendedShape(sample_shape));
        var x = Ops._sample_dirichlet.Call(wide.detach(), generator);
        return is_grad_enabled() && wide.requires_grad ? WithGradient(x, wide) : x;
    });

    /// <summary>x, with the gradient of a function that is 0 here and whose derivative is that of x by the concentration (Figurnov et al. 2018).</summary>
    static Tensor WithGradient(Tensor x, Tensor concentration)
    {
        var total = concentration.detach().sum(-1, true).expand(concentration.shape);
        var weighted = (concentration - concentration.detach()) * Ops._dirichlet_grad.Call(x, concentration.detach(), total);
        return x + (weighted - x * weighted.sum(-1, true));
    }

    public override Tensor log_prob(Tensor value) => Tidy(() => (value.log() * (concentration - 1)).sum(-1) + Total().lgamma() - concentration.lgamma().sum(-1));

    public override Tensor entropy() => Tidy(() =>
    {
        var total = Total();
        return concentration.lgamma().sum(-1) - total.lgamma() - (concentration.shape[^1] - total) * total.digamma() - ((concentration - 1) * concentration.digamma()).sum(-1);
    });

    Tensor Total(bool keepdim = false) => concentration.sum(-1, keepdim);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = concentration.expand([.. batch_shape, .. event_shape]);
        return instance is Dirichlet given ? given.Set(wide) : new Dirichlet(wide, generator);
    }
}
