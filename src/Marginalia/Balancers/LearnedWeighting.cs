using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// A loss weighting whose weights are functions of T numbers that go down the slope of the objective together with the network.
/// </summary>
/// <remarks>
/// How they are trained matters more than one expects. By default the balancer moves them with its own Adam, as GradNorm moves its weights. With
/// <c>learningRate: null</c> your optimizer trains them together with the network: pass it
/// <c>model.parameters().Concat(balancer.parameters())</c>, without weight decay on the balancer's; <see cref="Balancer.Backward"/> then adds
/// to their <c>.grad</c>, and clipping the norm of all gradients clips theirs too.
/// </remarks>
public abstract class LearnedWeighting : LossWeighting
{
    private readonly string parameterName;
    private readonly VectorOptimizer? optimizer;
    private double[] used = [];

    /// <summary>Registers the parameter.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="parameterName">Name of the parameter.</param>
    /// <param name="initial">Its T numbers at the start.</param>
    /// <param name="learningRate">Rate of the parameter's own Adam; null leaves it to your optimizer.</param>
    protected LearnedWeighting(string name, int tasks, string parameterName, double initial, double? learningRate)
        : base(name, tasks)
    {
        this.parameterName = parameterName;
        register_parameter(parameterName, new Parameter(full([tasks], initial, ScalarType.Float64)));
        if (learningRate is not double rate)
            return;
        ArgumentOutOfRangeException.ThrowIfNegative(rate, nameof(learningRate));
        optimizer = new VectorOptimizer(tasks, UpdateRule.Adam, rate);
        register_module("optimizer", optimizer);
    }

    /// <summary>The T numbers, in float64.</summary>
    private protected Parameter Learned => get_parameter(parameterName)!;

    /// <summary>w_i [T].</summary>
    protected abstract double[] WeightsAt(double[] parameters);

    /// <summary>The objective's slope in the parameters [T].</summary>
    protected abstract double[] SlopesAt(double[] losses, double[] parameters);

    /// <summary>What the objective adds to sum_i w_i L_i.</summary>
    protected abstract double RegularizerAt(double[] parameters);

    /// <inheritdoc/>
    protected sealed override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsAt(used = ToArray(Learned));

    /// <inheritdoc/>
    protected sealed override void Finish(double[] values)
    {
        var slopes = SlopesAt(values, used);
        if (optimizer is null)
            Gradients.Add(Learned, tensor(slopes));
        else
            Assign(Learned, optimizer.Step(used, slopes));
    }

    /// <inheritdoc/>
    protected sealed override double Objective(double[] values, double[] weights) => base.Objective(values, weights) + RegularizerAt(used);
}
