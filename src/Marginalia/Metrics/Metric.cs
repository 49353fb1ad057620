using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// A measure of predictions, pooled over all examples that were added since the last reset: batches may be of any size, and no gradient is kept.
/// </summary>
public abstract class Metric
{
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

    /// <summary>Forgets everything that was added.</summary>
    public abstract void Reset();

    private protected abstract void Accumulate(Tensor prediction, Tensor target);

    /// <summary>sum / count, or an error where nothing valid was added.</summary>
    private protected double Mean(double sum, double count) => count > 0
        ? sum / count
        : throw new InvalidOperationException($"{GetType().Name}: there is nothing to average; add a batch with at least one valid entry.");

    private protected ArgumentException WrongShapes(Tensor prediction, Tensor target, string expected) => new(
        $"{GetType().Name}: given a prediction [{string.Join(", ", prediction.shape)}] and a target [{string.Join(", ", target.shape)}]; expected {expected}.");
}
