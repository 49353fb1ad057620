using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>An aggregation that needs the entries of J itself.</summary>
/// <param name="name">Name of the module.</param>
/// <param name="tasks">Number of tasks T.</param>
public abstract class JacobianAggregation(string name, int tasks) : GradientAggregation(name, tasks)
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// It is set to the last shared layer, from which no direction for the others follows, or to the representation for a method that
    /// remembers gradients.
    /// </exception>
    public sealed override GradientScope Scope
    {
        get => base.Scope;
        init
        {
            if (value == GradientScope.LastSharedLayer)
                throw new ArgumentException(
                    $"{GetName()} makes its direction of the entries of J, which gives none for the layers before the last shared one; use SharedParameters or Representation.");
            if (value == GradientScope.Representation && Remembers)
                throw new ArgumentException(
                    $"{GetName()} averages gradients over steps, and representations of different batches have nothing in common; use SharedParameters.");
            base.Scope = value;
        }
    }

    /// <summary>Whether gradients of earlier steps enter the direction.</summary>
    protected virtual bool Remembers => false;

    /// <summary>The direction; also moves the state, where the method has any, and sets <see cref="Balancer.Weights"/> where d = sum_i w_i g_i.</summary>
    /// <param name="jacobian">J [T, P] in float64, finite; it may be overwritten.</param>
    /// <param name="losses">The losses [T].</param>
    /// <returns>d [P] in float64.</returns>
    protected abstract Tensor Combine(Tensor jacobian, double[] losses);

    /// <summary>A tracker of the shape of J and where J is, or null before the first step.</summary>
    /// <exception cref="ArgumentException">Its shape is not that of J.</exception>
    private protected Tensor? Tracked(string name, Tensor jacobian)
    {
        var tracked = GetTracker(name);
        return tracked is null || tracked.shape.SequenceEqual(jacobian.shape) ? tracked?.to(jacobian.device) : throw new ArgumentException(
            $"{GetName()}: it remembers gradients of shape [{string.Join(", ", tracked.shape)}] and was given [{string.Join(", ", jacobian.shape)}]; "
            + "train the same shared parameters all the time, or start again with a new balancer.");
    }

    private protected override void Aggregate(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var gradients = new TaskGradients(losses, model, Scope, Steps);
        using var _ = no_grad();
        var headWeights = HeadWeights(values);
        var direction = Combine(gradients.Jacobian(), values);
        if (!Gradients.AreFinite([direction]))
            throw new ArithmeticException($"{GetName()}: the direction at step {Steps} is not finite although every gradient is; the losses are [{string.Join(", ", values)}].");
        using var __ = enable_grad();
        gradients.Write(direction, headWeights);
    }
}
