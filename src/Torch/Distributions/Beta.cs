using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The beta distribution: a number between 0 and 1.</summary>
public class Beta : distributions.ExponentialFamily
{
    /// <summary>The pair (x, 1 - x).</summary>
    protected Dirichlet dirichlet = null!;

    /// <param name="concentration1">α: the weight of values near 1.</param>
    /// <param name="concentration0">β: the weight of values near 0.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null) : base(generator) => Set(concentration1, concentration0);

    Beta Set(Tensor concentration1, Tensor concentration0)
    {
        using var scope = NewDisposeScope();
        Release();
        dirichlet = Own(new Dirichlet(stack(Together(concentration1, concentration0), -1), generator));
        _init(dirichlet.batch_shape);
        return this;
    }

    static Tensor[] Together(Tensor first, Tensor second) => Ops.broadcast_tensors.CallList(Arg.Tensors([first, second]));

    Tensor Concentration1 => dirichlet.concentration.select(-1, 0);

    Tensor Concentration0 => dirichlet.concentration.select(-1, 1);

    public override Tensor mean => Tidy(() => Concentration1 / (Concentration1 + Concentration0));

    public override Tensor mode => Tidy(() => dirichlet.mode.select(-1, 0));

    public override Tensor variance => Tidy(() =>
    {
        var total = Concentration1 + Concentration0;
        return Concentration1 * Concentration0 / (total.pow(2) * (total + 1));
    });

    protected override IList<Tensor> NaturalParams => [Concentration1, Concentration0];

    protected override Tensor MeanCarrierMeasure => tensor(0);

    protected override Tensor LogNormalizer(params Tensor[] parameters) => Tidy(() => parameters[0].lgamma() + parameters[1].lgamma() - (parameters[0] + parameters[1]).lgamma());

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => dirichlet.rsample(sample_shape).select(-1, 0));

    public override Tensor log_prob(Tensor value) => Tidy(() => dirichlet.log_prob(stack([value, 1 - value], -1)));

    public override Tensor entropy() => dirichlet.entropy();

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Concentration1.expand(batch_shape.Shape), Concentration0.expand(batch_shape.Shape));
        return instance is Beta given ? given.Set(first, second) : new Beta(first, second, generator);
    }
}
