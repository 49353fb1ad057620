using Marginalia.Balancers;
using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Marginalia.Training;

/// <summary>
/// GradInit (Zhu et al. 2021, "Learning to initialize neural networks for stable and efficient training", arXiv 2102.08098): learns a scale m_k for each
/// initial weight W_k, so that the first step of the optimizer lowers the loss most while the gradient's norm stays within a bound:
/// minimize over m: L(theta - eta A[g]) where theta_k = m_k W_k, g the gradient of L at theta on another batch, subject to |g| at most gamma.
/// </summary>
/// <remarks>
/// While the norm is above the bound an iteration lowers it (by a second derivative); else it lowers the objective, in which the step eta A[g] is a
/// constant. As theta_k is m_k W_k, the slope in m_k is the scalar product of the slope in theta_k with W_k, so that no other network is needed. Both kinds
/// have Adam states of their own. Biases are not scaled. From the first iteration to disposal the network runs in evaluation mode (no dropout), but batch
/// normalization uses the batch; then modes and buffers are what they were, and the scales stay in the weights.
/// </remarks>
public sealed class GradInit : IDisposable
{
    private readonly Func<Batch, Tensor> loss;
    private readonly GradInitOptions options;
    private readonly Parameter[] parameters;
    private readonly Tensor[] start;
    private readonly int[] scaled;
    private readonly double[] scales;
    private readonly BatchStatistics statistics;
    private readonly VectorOptimizer constraint;
    private readonly VectorOptimizer objective;

    /// <summary>Begins with all scales at 1.</summary>
    /// <param name="model">The network; its weights are scaled in place.</param>
    /// <param name="loss">The mean loss of the network on a batch.</param>
    /// <param name="options">How; null is <see cref="GradInitOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">An option is not positive, or there is no weight to scale.</exception>
    public GradInit(nn.Module model, Func<Batch, Tensor> loss, GradInitOptions? options = null)
    {
        (this.loss, this.options) = (loss, options ??= new());
        if (!(options.StepLength > 0 && options.LearningRate > 0 && options.Bound > 0 && options.Clip > 0 && options.MinScale >= 0))
            throw new ArgumentException($"GradInit: {options} is given; expected positive numbers.");

        var named = model.named_parameters().Where(item => item.parameter.requires_grad).ToArray();
        parameters = [.. named.Select(item => item.parameter)];
        scaled = [.. named.Index().Where(item => !IsBias(item.Item.name)).Select(item => item.Index)];
        if (scaled.Length == 0)
            throw new ArgumentException($"GradInit: {model.GetName()} has no trainable weight; expected a network before training.");
        Names = [.. scaled.Select(k => named[k].name)];
        scales = [.. scaled.Select(_ => 1.0)];
        constraint = new(scales.Length, UpdateRule.Adam, options.LearningRate);
        objective = options.SharedMoments ? constraint : new(scales.Length, UpdateRule.Adam, options.LearningRate);
        using var quiet = no_grad();
        start = [.. parameters.Select(parameter => parameter.clone().DetachFromDisposeScope())];
        statistics = new(model);
    }

    /// <summary>Names of the scaled weights.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The scales m_k now.</summary>
    public IReadOnlyList<double> Scales => [.. scales];

    /// <summary>Runs all iterations, each on three new batches.</summary>
    /// <param name="model">The network; its weights are scaled in place.</param>
    /// <param name="loss">The mean loss of the network on a batch.</param>
    /// <param name="halves">Batches of half the size that training will use; they follow the network to its device.</param>
    /// <param name="options">How; null is <see cref="GradInitOptions"/> as they are.</param>
    /// <returns>The columns <c>norm</c>, <c>loss</c>, <c>objective</c> (where there was one), and <c>scale/</c> plus the weight's name.</returns>
    /// <exception cref="ArithmeticException">The gradient's norm is NaN or infinite.</exception>
    public static History Run(nn.Module model, Func<Batch, Tensor> loss, DataLoader halves, GradInitOptions? options = null)
    {
        options ??= new();
        using var search = new GradInit(model, loss, options);
        using var batches = halves.Stream();
        var history = new History();
        Batch Next() => batches.Next().To(search.start[0].device);
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            using var scope = NewDisposeScope();
            var step = search.Step(Next(), Next(), Next());
            history.Record(iteration, "norm", step.Norm);
            history.Record(iteration, "loss", step.Loss);
            if (step.Objective is { } value)
                history.Record(iteration, "objective", value);
            foreach (var (name, scale) in search.Names.Zip(search.scales))
                history.Record(iteration + 1, "scale/" + name, scale);
        }

        return history;
    }

    /// <summary>One iteration.</summary>
    /// <param name="first">Half of the batch on which the gradient is taken, and of that on which the step is judged.</param>
    /// <param name="second">The other half of the former.</param>
    /// <param name="fresh">The other half of the latter.</param>
    /// <exception cref="ArithmeticException">The gradient's norm is NaN or infinite.</exception>
    public GradInitStep Step(Batch first, Batch second, Batch fresh)
    {
        using var scope = NewDisposeScope();
        var before = loss(Batch.Join(first, second));
        var gradient = Gradient(before, createGraph: true);
        var norm = Norm(gradient);
        double length = norm.ToDouble();
        if (!double.IsFinite(length))
            throw new ArithmeticException($"GradInit: the norm of the gradient is {length}; the weights are too large to begin with, so scale them down first.");

        bool lowers = length > options.Bound;
        double? after = null;
        Tensor[] slopes;
        if (lowers)
        {
            slopes = Gradient(norm, createGraph: false);
        }
        else
        {
            Move(gradient, norm);
            var value = loss(Batch.Join(first, fresh)) / options.StepLength;
            slopes = Gradient(value, createGraph: false);
            after = value.ToDouble();
        }

        var inScales = Gradients.ToArray(stack(scaled.Select(k => (slopes[k] * start[k]).sum().to(ScalarType.Float64))));
        Rescale(lowers ? constraint : objective, inScales);
        return new(length, before.ToDouble(), after, inScales);
    }

    /// <summary>Gives modes and buffers of the network back; the scales stay in its weights.</summary>
    public void Dispose()
    {
        statistics.Dispose();
        foreach (var tensor in start)
            tensor.Dispose();
        constraint.Dispose();
        objective.Dispose();
    }

    private static bool IsBias(string name) => name == "bias" || name.EndsWith(".bias", StringComparison.Ordinal);

    /// <summary>In all parameters; zeros where the value does not depend on one.</summary>
    private Tensor[] Gradient(Tensor value, bool createGraph) =>
        [.. autograd.grad([value], [.. parameters], retain_graph: createGraph, create_graph: createGraph, allow_unused: true)
            .Zip(parameters, (gradient, parameter) => gradient is null || gradient.IsInvalid ? zeros_like(parameter) : gradient)];

    private Tensor Norm(Tensor[] gradient) => options.Optimizer == UpdateRule.Sgd
        ? stack(gradient.Select(part => part.square().sum())).sum().sqrt()
        : stack(gradient.Select(part => part.abs().sum())).sum();

    /// <summary>Puts the parameters at theta - eta A[g].</summary>
    private void Move(Tensor[] gradient, Tensor norm)
    {
        using var quiet = no_grad();
        bool normalize = options.Normalize && norm.ToDouble() > 0;
        foreach (var (parameter, part) in parameters.Zip(gradient))
            parameter.sub_((options.Optimizer == UpdateRule.Adam ? part.sign() : normalize ? part / norm : part) * options.StepLength);
    }

    /// <summary>A step of the scales, and the parameters at m W.</summary>
    private void Rescale(VectorOptimizer optimizer, double[] slopes)
    {
        using var quiet = no_grad();
        var moved = optimizer.Step(scales, [.. slopes.Select(slope => Math.Clamp(slope, -options.Clip, options.Clip))]);
        for (int k = 0; k < scales.Length; k++)
            scales[k] = Math.Max(moved[k], options.MinScale);
        foreach (var (parameter, tensor) in parameters.Zip(start))
            parameter.copy_(tensor);
        foreach (var (scale, k) in scales.Zip(scaled))
            parameters[k].mul_(scale);
    }
}
