using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// A measure of predictions, pooled over all examples that were added since the last reset: batches may be of any size, and no gradient is kept.
/// </summary>
/// <remarks>
/// All that a metric remembers are sums, so that metrics of parts of a data set add up to the metric of the whole. Counts stay exact up to 2^53.
/// </remarks>
public abstract class Metric
{
    private readonly double[] sums;

    /// <summary>Begins with sums of 0.</summary>
    /// <param name="sums">Number of sums.</param>
    protected Metric(int sums) => this.sums = new double[sums];

    /// <summary>What is summed over the examples.</summary>
    protected Span<double> Sums => sums;

    /// <summary>What the metric was built with; only metrics with the same can be merged.</summary>
    protected virtual string Configuration => "";

    /// <summary>The sums, to save and to load.</summary>
    /// <exception cref="ArgumentException">They are of another metric.</exception>
    internal double[] State
    {
        get => [.. sums];
        set
        {
            if (value.Length != sums.Length)
                throw new ArgumentException($"{this}: the state has {value.Length} sums; expected {sums.Length}. It was saved by another metric.");
            value.CopyTo(sums, 0);
        }
    }

    /// <summary>Takes in a batch.</summary>
    /// <param name="prediction">What the network says.</param>
    /// <param name="target">What is true.</param>
    /// <exception cref="ArgumentException">Their shapes do not go together.</exception>
    public void Add(Tensor prediction, Tensor target)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Accumulate(prediction.detach(), target.detach());
    }

    /// <summary>Takes in all that another metric was given; the order does not matter beyond rounding.</summary>
    /// <exception cref="ArgumentException">The other is no metric of the same type, built with the same.</exception>
    public void Merge(Metric other)
    {
        if (other.ToString() != ToString())
            throw new ArgumentException($"{this}: {other} cannot be merged into it; expected the same metric, built with the same.", nameof(other));
        double[] added = other.State;
        for (int i = 0; i < added.Length; i++)
            sums[i] += added[i];
    }

    /// <summary>Forgets everything that was added.</summary>
    public void Reset() => Array.Clear(sums);

    /// <summary>Name and configuration.</summary>
    public sealed override string ToString() => Configuration.Length == 0 ? GetType().Name : $"{GetType().Name}({Configuration})";

    /// <summary>Adds a batch to the sums, or throws before it changes any.</summary>
    /// <param name="prediction">What the network says.</param>
    /// <param name="target">What is true.</param>
    protected abstract void Accumulate(Tensor prediction, Tensor target);

    /// <summary>sum / count, or an error where nothing valid was added.</summary>
    protected double Mean(double sum, double count) => count > 0
        ? sum / count
        : throw new InvalidOperationException($"{GetType().Name}: there is nothing to average; add a batch with at least one valid entry.");

    private protected ArgumentException WrongShapes(Tensor prediction, Tensor target, string expected) => new(
        $"{GetType().Name}: given a prediction [{string.Join(", ", prediction.shape)}] and a target [{string.Join(", ", target.shape)}]; expected {expected}.");

    /// <summary>The entries in doubles, the last dimension running fastest.</summary>
    private protected static double[] ToDoubles(Tensor values) => values.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
}
