using System.Diagnostics;
using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Balancers.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Diagnostics;

/// <summary>
/// Looks into the steps of a balancer: stands where the balancer stood, does what it does, and records how the tasks' gradients lie to each
/// other. In a notebook: <c>var xray = new XRay(new GradNorm(3), ["segmentation", "depth", "normals"]);</c>, train with it, and end a cell with
/// <c>xray</c>.
/// </summary>
/// <remarks>
/// A step that is looked at costs T more backward passes and T gradients in memory; the gradient that the balancer writes, its weights and its
/// state are the same as without. Gradients are those of all shared parameters, whatever the balancer looks at.
/// </remarks>
[TypeFormatterSource(typeof(XRayFormats), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class XRay : Balancer
{
    private readonly Balancer balancer;
    private readonly int every;
    private readonly List<XRayFrame> frames = [];
    private TimeSpan losses, gradient, optimizer;

    /// <summary>Wraps a balancer.</summary>
    /// <param name="balancer">What trains.</param>
    /// <param name="names">Names of the tasks; null numbers them.</param>
    /// <param name="every">Gradients are looked at every so many steps, at least 1.</param>
    /// <exception cref="ArgumentException">The number of names is not that of the tasks.</exception>
    public XRay(Balancer balancer, IReadOnlyList<string>? names = null, int every = 10)
        : base(nameof(XRay), balancer.TaskCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        if (names is not null && names.Count != balancer.TaskCount)
            throw new ArgumentException($"XRay: given {names.Count} names, the balancer has {balancer.TaskCount} tasks.", nameof(names));
        (this.balancer, this.every) = (balancer, every);
        Names = names ?? [.. Enumerable.Range(0, TaskCount).Select(task => $"task {task}")];
        register_module("balancer", balancer);
    }

    /// <summary>The balancer that is looked into.</summary>
    public Balancer Balancer => balancer;

    /// <summary>Names of the tasks.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was seen so far.</summary>
    public IReadOnlyList<XRayFrame> Frames => frames;

    /// <inheritdoc/>
    public override long Steps => balancer.Steps;

    /// <inheritdoc/>
    public override int SamplesPerStep => balancer.SamplesPerStep;

    /// <summary>
    /// Where the time of all steps went, as shares: evaluating losses, gradients and balancing, the update. NaN unless <see cref="Step"/> was used.
    /// </summary>
    public (double Losses, double Gradient, double Update) TimeShares
    {
        get
        {
            var total = losses + gradient + optimizer;
            return (losses / total, gradient / total, optimizer / total);
        }
    }

    /// <summary>In a sentence or two, what was seen.</summary>
    public string Summary => XRaySummary.Of(this);

    /// <inheritdoc/>
    public override double Backward(IReadOnlyList<Tensor> losses, MultiTaskModule model)
    {
        using var scope = NewDisposeScope();
        var seen = Look(losses, model);
        double objective = balancer.Backward(losses, model);
        Record(seen, model);
        return objective;
    }

    /// <inheritdoc/>
    public override double Step(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model, Action update)
    {
        using var scope = NewDisposeScope();
        var (clock, evaluating, updating, looking) = (Stopwatch.StartNew(), TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        TimeSpan Since(TimeSpan start) => clock.Elapsed - start;
        (Tensor Jacobian, Tensor?[] Before)? seen = null;
        bool first = true;

        double objective = balancer.Step(
            sample =>
            {
                var start = clock.Elapsed;
                var values = losses(sample);
                evaluating += Since(start);
                if (sample != 0 || !first)
                    return values;
                first = false;
                start = clock.Elapsed;
                seen = Look(values, model);
                foreach (var tensor in seen is { } found ? (IEnumerable<Tensor?>)[found.Jacobian, .. found.Before] : [])
                    tensor?.MoveToOtherDisposeScope(scope); // the losses' scope ends before the update
                looking += Since(start);
                return values;
            },
            model,
            () =>
            {
                var start = clock.Elapsed;
                Record(seen, model);
                looking += Since(start);
                start = clock.Elapsed;
                update();
                updating += Since(start);
            });

        (this.losses, optimizer) = (this.losses + evaluating, optimizer + updating);
        gradient += clock.Elapsed - evaluating - updating - looking;
        return objective;
    }

    /// <inheritdoc/>
    protected override double Update(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) =>
        throw new InvalidOperationException("XRay hands every step to its balancer.");

    // J [T, P] and the gradients that are there already, at the steps that are looked at. What is not finite is left for the balancer to refuse.
    private (Tensor Jacobian, Tensor?[] Before)? Look(IReadOnlyList<Tensor> losses, MultiTaskModule model)
    {
        if (balancer.Steps % every != 0 || losses.Count != TaskCount || !Gradients.AreFinite(losses))
            return null;
        var jacobian = new TaskGradients(losses, model, GradientScope.SharedParameters, balancer.Steps).Jacobian();
        return (jacobian, [.. BackwardPasses.Trainable(model.SharedParameters).Select(parameter => parameter.grad?.clone())]);
    }

    private void Record((Tensor Jacobian, Tensor?[] Before)? seen, MultiTaskModule model)
    {
        (Losses, Weights) = (balancer.Losses, balancer.Weights);
        if (seen is not ({ } jacobian, { } before))
            return;

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var direction = cat([.. BackwardPasses.Trainable(model.SharedParameters).Zip(before, (parameter, old) =>
        {
            var gradient = parameter.grad ?? zeros_like(parameter);
            return (old is null ? gradient : gradient - old).reshape(-1);
        })]).to(ScalarType.Float64);
        var sum = jacobian.sum(dim: 0);
        double norm = direction.norm().ToDouble();
        var gramian = Gradients.ToMatrix(jacobian.matmul(jacobian.t()));

        var cosines = Gram.Divided(gramian, Gram.Norms(gramian)); // of zero gradients 0, so that nothing is shorter

        frames.Add(new(balancer.Steps - 1, Losses, Weights, gramian, ToArray(jacobian.matmul(direction)), norm,
            direction.dot(sum).ToDouble() / norm / sum.norm().ToDouble(), Gram.Length(cosines, MinimumNorm.Weights(cosines, nameof(XRay)))));
    }
}
