using Marginalia.Architectures;
using Marginalia.Balancers.Solvers;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// An aggregation of the form d = sum_i w_i g_i where the weights depend on J only through its Gramian G = J J' (T x T, float64), so that J need
/// not be held (see <see cref="Parts"/>).
/// </summary>
public abstract class GramianAggregation : GradientAggregation
{
    private const string WeightsState = "weights";
    private readonly int every = 1, parts = 1;

    /// <summary>Prepares an aggregation for a number of tasks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of tasks is not positive.</exception>
    protected GramianAggregation(string name, int tasks)
        : base(name, tasks) => AddState(WeightsState, new double[tasks]);

    /// <summary>Weights are computed at every so many steps and kept in between, where a step costs one backward pass. At least 1.</summary>
    public int Every
    {
        get => every;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            every = value;
        }
    }

    /// <summary>
    /// In how many parts of the shared parameters gradients are computed, at least 1. With 1, the gradients of all T tasks are held until the
    /// direction is made of them. With n, about an n-th of them is held at a time: every part takes T backward passes as far as its
    /// parameters, and the direction one more. The weights are the same up to rounding.
    /// </summary>
    public int Parts
    {
        get => parts;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            parts = value;
        }
    }

    /// <summary>G of the latest step at which weights were computed; null before the first.</summary>
    public double[,]? Gramian { get; private set; }

    /// <summary>The weights [T] of the direction; also moves the state, where the method has any.</summary>
    /// <param name="gramian">G = J J' [T, T], finite.</param>
    /// <param name="losses">The losses [T].</param>
    protected abstract double[] WeightsOf(double[,] gramian, double[] losses);

    /// <summary>As the other, for a method that would rather see the rows of a J that is small.</summary>
    private protected virtual double[] WeightsOf(TaskGradients gradients, double[,] gramian, double[] losses) => WeightsOf(gramian, losses);

    private protected sealed override void Aggregate(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        if (Steps % every != 0)
        {
            var kept = GetState(WeightsState);
            var passes = new BackwardPasses(losses, model, Steps);
            passes.Write(passes.Through(kept), HeadWeights(values));
            Weights = kept;
            return;
        }

        var gradients = new TaskGradients(losses, model, Scope, Steps, parts);
        var gramian = gradients.Gramian();
        var headWeights = HeadWeights(values);
        var weights = WeightsOf(gradients, gramian, values);
        if (!weights.All(double.IsFinite))
            throw new ArithmeticException($"{GetName()}: weights [{string.Join(", ", weights)}] at step {Steps}; the norms of the gradients are "
                + $"[{string.Join(", ", Gram.Norms(gramian))}].");
        SetState(WeightsState, weights);
        gradients.Write(weights, headWeights);
        (Weights, Gramian) = (weights, gramian);
    }
}
