using static TorchSharp.Temporaries;
using static TorchSharp.torch;
using Transform = TorchSharp.torch.distributions.transforms.Transform;
using ComposeTransform = TorchSharp.torch.distributions.transforms.ComposeTransform;

namespace TorchSharp.Modules;

/// <summary>What comes out when draws of a distribution go through transforms.</summary>
public class TransformedDistribution : distributions.Distribution
{
    /// <summary>The distribution whose draws are transformed.</summary>
    protected distributions.Distribution base_distribution = null!;

    internal Transform[] transforms = [];

    /// <param name="base_distribution">The distribution; it is not disposed with this one.</param>
    /// <param name="transforms">The transforms, the first to apply first.</param>
    /// <param name="generator">Not used: the base draws.</param>
    public TransformedDistribution(distributions.Distribution base_distribution, IEnumerable<Transform> transforms, Generator? generator = null) : base(generator) =>
        _init(base_distribution, [.. transforms]);

    public TransformedDistribution(distributions.Distribution base_distribution, Transform transform, Generator? generator = null)
        : this(base_distribution, [transform], generator)
    {
    }

    /// <summary>For derived classes, which call _init.</summary>
    public TransformedDistribution(Generator? generator = null) : base(generator)
    {
    }

    /// <summary>Sets base and transforms; the base is stretched to the shapes that the transforms need.</summary>
    protected void _init(distributions.Distribution base_distribution, Transform[] transforms)
    {
        this.transforms = transforms;
        var whole = new ComposeTransform(transforms);
        long[] baseShape = [.. base_distribution.batch_shape, .. base_distribution.event_shape];
        var baseEvent = base_distribution.event_shape.Length;
        var domainEvent = whole.domain.event_dim;
        if (baseShape.Length < domainEvent) throw new ArgumentException($"The transforms need at least {domainEvent} dimensions, but the distribution has the shape {Shapes.Text(baseShape)}.", nameof(base_distribution));
        var shape = whole.forward_shape(baseShape);
        var stretched = whole.inverse_shape(shape);
        if (!baseShape.SequenceEqual(stretched)) base_distribution = Own(base_distribution.expand(stretched[..^baseEvent]));
        if (domainEvent > baseEvent) base_distribution = new Independent(base_distribution, domainEvent - baseEvent);
        this.base_distribution = base_distribution;
        var events = whole.codomain.event_dim + Math.Max(baseEvent - domainEvent, 0);
        _init(shape[..^events], shape[^events..]);
    }

    public override Tensor mean => throw Lacking("mean");

    public override Tensor variance => throw Lacking("variance");

    public override Tensor sample(params long[] sample_shape)
    {
        using var quiet = no_grad();
        return Tidy(() => Forward(base_distribution.sample(sample_shape)));
    }

    public override Tensor rsample(params long[] sample_shape) => Tidy(() => Forward(base_distribution.rsample(sample_shape)));

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var dimensions = event_shape.Length;
        Tensor? result = null;
        var y = value;
        foreach (var transform in transforms.Reverse())
        {
            var x = transform.inv.forward(y);
            dimensions += transform.domain.event_dim - transform.codomain.event_dim;
            var slope = SumRightmost(transform.log_abs_det_jacobian(x, y), dimensions - transform.domain.event_dim);
            result = result is null ? -slope : result - slope;
            y = x;
        }
        var log = SumRightmost(base_distribution.log_prob(y), dimensions - base_distribution.event_shape.Length);
        return result is null ? log : result + log;
    });

    public override Tensor cdf(Tensor value) => Tidy(() => Rising(base_distribution.cdf(transforms.Reverse().Aggregate(value, (y, transform) => transform.inv.forward(y)))));

    public override Tensor icdf(Tensor value) => Tidy(() => Forward(base_distribution.icdf(Rising(value))));

    public override Tensor entropy() => throw Lacking("entropy");

    Tensor Forward(Tensor x) => transforms.Aggregate(x, (value, transform) => transform.forward(value));

    /// <summary>Probabilities counted from the other end where the transforms fall.</summary>
    Tensor Rising(Tensor probability) => transforms.Length == 0 ? probability : transforms.Select(t => t.sign).Aggregate((a, b) => a * b) * (probability - 0.5) + 0.5;

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var shape = transforms.Reverse().Aggregate<Transform, long[]>([.. batch_shape, .. event_shape], (s, transform) => transform.inverse_shape(s));
        var result = (instance as TransformedDistribution) ?? new TransformedDistribution(generator);
        result.Release();
        result._init(result.Own(base_distribution.expand(shape[..^base_distribution.event_shape.Length])), transforms);
        return result;
    }
}
