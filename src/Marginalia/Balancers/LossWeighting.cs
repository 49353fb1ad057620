using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The family that needs no more than losses: it multiplies each by a weight that counts as a constant and backpropagates sum_i w_i L_i.
/// </summary>
/// <remarks>
/// Contract: every parameter gets the gradient of the weighted sum. A head therefore gets w_i times the gradient of its own loss,
/// which matters to every optimizer that is not invariant to the scale of a gradient.
/// </remarks>
/// <param name="name">Name of the module.</param>
/// <param name="tasks">Number of tasks T.</param>
public abstract class LossWeighting(string name, int tasks) : Balancer(name, tasks)
{
    /// <inheritdoc/>
    protected sealed override double Update(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var (weights, gradients) = Look(losses, values, model);
        if (gradients is null)
            Backward(losses, weights, model);
        else
            gradients.Write(weights, weights);
        Finish(values);
        Weights = weights;
        return Objective(values, weights);
    }

    /// <summary>The weights of this step [T]; also moves the state to the next step.</summary>
    /// <param name="losses">One scalar tensor per task; the graph must survive.</param>
    /// <param name="values">Their values, all finite.</param>
    /// <param name="model">The network.</param>
    protected abstract double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model);

    /// <summary>As <see cref="Weigh"/>, with the tasks' gradients where weights depend on them: what is written is then made of those.</summary>
    private protected virtual (double[] Weights, TaskGradients? Gradients) Look(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) =>
        (Weigh(losses, values, model), null);

    /// <summary>What is left to do when the gradient is known to be finite, for example adding to the <c>.grad</c> of own parameters.</summary>
    protected virtual void Finish(double[] values)
    {
    }

    /// <summary>The value of the objective: sum_i w_i L_i, and a regularizer where the method has one.</summary>
    protected virtual double Objective(double[] values, double[] weights) => values.Zip(weights, (loss, weight) => loss * weight).Sum();

    private void Backward(IReadOnlyList<Tensor> losses, double[] weights, MultiTaskModule model)
    {
        var parameters = BackwardPasses.Trainable(model.parameters());
        var vector = Gradients.Vector(losses);
        var weighted = vector.mul(tensor(weights, vector.dtype, vector.device));
        if (!Gradients.TryBackward(parameters, () => autograd.backward(weighted.sum(), retain_graph: true)))
            throw new NonFiniteGradientException(Culprit(weighted, parameters), Steps);
    }

    private int? Culprit(Tensor weighted, Parameter[] parameters) =>
        Enumerable.Range(0, TaskCount).Select(task => (int?)task)
            .FirstOrDefault(task => !Gradients.AreFinite(Gradients.Of([weighted[task!.Value]], parameters)));
}
