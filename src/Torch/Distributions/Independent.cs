using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A distribution whose last batch dimensions count as part of a draw: log_prob and entropy are summed over them.</summary>
public class Independent : distributions.Distribution
{
    distributions.Distribution @base = null!;
    int dimensions;

    /// <param name="base_distribution">The distribution; it is not disposed with this one.</param>
    /// <param name="reinterpreted_batch_ndims">How many batch dimensions move to the event shape.</param>
    /// <param name="generator">Not used: the base draws.</param>
    /// <exception cref="ArgumentException">The base has fewer batch dimensions.</exception>
    public Independent(distributions.Distribution base_distribution, int reinterpreted_batch_ndims, Generator? generator = null) : base(generator) =>
        Set(base_distribution, reinterpreted_batch_ndims);

    Independent(Generator? generator) : base(generator)
    {
    }

    Independent Set(distributions.Distribution @base, int dimensions)
    {
        if (dimensions < 0 || dimensions > @base.batch_shape.Length) throw new ArgumentException($"{dimensions} batch dimensions cannot move to the event shape: the batch shape is {Shapes.Text(@base.batch_shape)}.");
        (this.@base, this.dimensions) = (@base, dimensions);
        var batch = @base.batch_shape.Shape;
        _init(batch[..^dimensions], new Size([.. batch[^dimensions..], .. @base.event_shape]));
        return this;
    }

    public override Tensor mean => @base.mean;

    public override Tensor mode => @base.mode;

    public override Tensor variance => @base.variance;

    public override Tensor stddev => @base.stddev;

    public override Tensor sample(params long[] sample_shape) => @base.sample(sample_shape);

    public override Tensor rsample(params long[] sample_shape) => @base.rsample(sample_shape);

    public override Tensor log_prob(Tensor value) => Tidy(() => SumRightmost(@base.log_prob(value), dimensions));

    public override Tensor entropy() => Tidy(() => SumRightmost(@base.entropy(), dimensions));

    public override Tensor enumerate_support(bool expand = true) => dimensions == 0 ? @base.enumerate_support(expand) : base.enumerate_support(expand);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        var result = (instance as Independent) ?? new Independent(generator);
        result.Release();
        return result.Set(result.Own(@base.expand(new Size([.. batch_shape, .. event_shape.Take(dimensions)]))), dimensions);
    }
}
