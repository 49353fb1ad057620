using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// An aggregation d = sum_i w_i g_i that is free of the bias of squared noise: weights come from G = J1 J2', the product of the gradients of two
/// independent batches, whose expectation is that of the full gradients' Gramian; a third batch gives the direction d = J3' w.
/// </summary>
/// <remarks>
/// A step reads three batches, the first two for G, and makes 2T + 1 backward passes through the trunk. Heads get their own gradient on the
/// third batch, to which <see cref="Balancer.Losses"/> belong. Call <see cref="Balancer.Step"/>.
/// </remarks>
/// <param name="name">Name of the module.</param>
/// <param name="tasks">Number of tasks T.</param>
public abstract class DoubleSamplingAggregation(string name, int tasks) : GradientAggregation(name, tasks)
{
    /// <inheritdoc/>
    public sealed override int SamplesPerStep => 3;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It is set to the representation.</exception>
    public sealed override GradientScope Scope
    {
        get => base.Scope;
        init => base.Scope = value != GradientScope.Representation ? value : throw new ArgumentException(
            $"{GetName()} multiplies gradients of different batches, whose representations have nothing in common; use SharedParameters or LastSharedLayer.");
    }

    /// <summary>J1 J2' of the latest step [T, T], not symmetric; null before the first.</summary>
    public double[,]? Gramian { get; private set; }

    /// <summary>The weights [T]; also moves the state.</summary>
    /// <param name="gramian">G = J1 J2' [T, T], finite.</param>
    protected abstract double[] WeightsOf(double[,] gramian);

    /// <inheritdoc/>
    protected sealed override double BackwardSamples(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model)
    {
        double[,] gramian;
        using (NewDisposeScope())
            gramian = Gradients.ToMatrix(Jacobians.Product(Sample(() => losses(0), model), Sample(() => losses(1), model)));
        var third = losses(2);
        var values = ValuesOf(third);
        return Advance(values, () =>
        {
            Gramian = gramian;
            return Update(third, values, model);
        });
    }

    private protected sealed override void Aggregate(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var weights = WeightsOf(Gramian!);
        var passes = new BackwardPasses(losses, model, Steps);
        passes.Write(passes.Through(weights), HeadWeights(values));
        Weights = weights;
    }

    // J of a batch, without its graph.
    private Tensor Sample(Func<IReadOnlyList<Tensor>> evaluate, MultiTaskModule model)
    {
        using var scope = NewDisposeScope();
        var losses = evaluate();
        ValuesOf(losses);
        return new TaskGradients(losses, model, Scope, Steps, withHeads: false).Rows().MoveToOuterDisposeScope();
    }
}
