using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The family that compares the tasks' gradients with each other and makes one direction of them. J is tasks x parameters, row i the gradient
/// of L_i at the <see cref="Scope"/>.
/// </summary>
/// <remarks>
/// Contract: only shared parameters get a changed gradient. A head gets the gradient of its own loss as it is, unless the method says otherwise.
/// The mathematics is done in float64.
/// </remarks>
/// <param name="name">Name of the module.</param>
/// <param name="tasks">Number of tasks T.</param>
public abstract class GradientAggregation(string name, int tasks) : Balancer(name, tasks)
{
    /// <summary>Which gradients are compared.</summary>
    public virtual GradientScope Scope { get; init; }

    /// <inheritdoc/>
    protected sealed override double Update(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        Aggregate(losses, values, model);
        return values.Sum();
    }

    /// <summary>Writes the direction and the heads' gradients.</summary>
    private protected abstract void Aggregate(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model);

    /// <summary>Factors of the heads' own gradients [T]: ones, unless the method is defined otherwise.</summary>
    protected virtual double[] HeadWeights(double[] losses) => [.. losses.Select(_ => 1.0)];
}
