using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logarithm of a relaxed one-hot variable (Maddison et al. 2017, arXiv 1611.00712; Jang et al. 2017, arXiv 1611.01144).</summary>
public class ExpRelaxedCategorical : distributions.Distribution
{
    Categorical categorical = null!;

    internal ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator) =>
        Set(temperature, new Categorical(probs, logits, generator));

    ExpRelaxedCategorical(Generator? generator) : base(generator)
    {
    }

    ExpRelaxedCategorical Set(Tensor temperature, Categorical categorical)
    {
        var view = Ops.alias.Call(temperature);
        Release();
        this.temperature = Own(view);
        this.categorical = Own(categorical);
        _init(categorical.batch_shape, new Size(categorical.Categories));
        return this;
    }

    /// <summary>Near 0, draws are nearly one-hot after exp.</summary>
    public Tensor temperature { get; private set; } = null!;

    /// <summary>The probabilities.</summary>
    public Tensor probs => categorical.probs;

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor logits => categorical.logits;

    /// <summary>The shape of the parameter: the batch, then the categories.</summary>
    public long[] param_shape => categorical.param_shape;

    public override Tensor mean => throw Lacking("mean");

    public override Tensor variance => throw Lacking("variance");

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
    {
        var u = ClampProbs(rand(ExtendedShape(sample_shape), dtype: logits.dtype, device: logits.device, generator: generator));
        var scores = (logits - (-u.log()).log()) / temperature;
        return scores - scores.logsumexp(-1, true);
    });

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var k = categorical.Categories;
        var score = logits - value * temperature;
        return (score - score.logsumexp(-1, true)).sum(-1) + full_like(temperature, k).lgamma() + temperature.log() * (k - 1);
    });

    public override Tensor entropy() => throw Lacking("entropy");

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        ((instance as ExpRelaxedCategorical) ?? new ExpRelaxedCategorical(generator)).Set(temperature, categorical.Expand(batch_shape));
}
