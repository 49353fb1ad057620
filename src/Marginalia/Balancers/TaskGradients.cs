using Marginalia.Architectures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The gradient of every task at the place where tasks are compared (the rows of J), and of every head. Rows stay in the shapes of what they
/// are gradients of; nothing is written to <c>.grad</c> before <see cref="Write(double[], double[])"/>.
/// </summary>
internal sealed class TaskGradients
{
    private const long BlockSize = 1 << 20;
    private readonly MultiTaskModule model;
    private readonly GradientScope scope;
    private readonly long step;
    private readonly IReadOnlyList<Tensor> losses;
    private readonly Representation? split;
    private readonly Parameter[] shared;
    private readonly Parameter[][] own;
    private readonly Tensor[] places;
    private readonly Tensor?[][] rows, heads;
    private readonly Tensor?[]? cotangents; // of the trunk's output

    /// <summary>Runs the backward passes.</summary>
    /// <exception cref="ArgumentException">A loss does not depend on any of the places, or the network does not branch where it must.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public TaskGradients(IReadOnlyList<Tensor> losses, MultiTaskModule model, GradientScope scope, long step)
    {
        (this.losses, this.model, this.scope, this.step) = (losses, model, scope, step);
        (shared, split) = (Trainable(model.SharedParameters), model.Representation);
        own = [.. Enumerable.Range(0, losses.Count).Select(task => Trainable(model.TaskParameters(task)))];
        Tensor[] targets = scope == GradientScope.LastSharedLayer ? Trainable(model.LastSharedLayer) : shared;
        if (split is not null)
        {
            (cotangents, heads) = Split(losses, split, own);
            places = scope == GradientScope.Representation ? [split.Trunk] : targets;
            rows = scope == GradientScope.Representation
                ? [.. cotangents.Select(gradient => new[] { gradient })]
                : [.. cotangents.Select(gradient => gradient is null ? new Tensor?[places.Length] : Gradients.Of([split.Trunk], places, [gradient]))];
        }
        else
        {
            if (scope == GradientScope.Representation)
                throw new ArgumentException(
                    $"{model.GetName()} does not name a representation: call Branch(z) in its forward, call it with gradients, or choose another GradientScope.");
            places = targets;
            Tensor?[][] all = [.. losses.Select((loss, task) => Gradients.Of([loss], [.. places, .. own[task]]))];
            (rows, heads) = ([.. all.Select(row => row[..places.Length])], [.. all.Select(row => row[places.Length..])]);
        }

        if (places.Length == 0)
            throw new ArgumentException($"{model.GetName()}: no parameter that {scope} compares is trainable, so there is nothing to balance.");
        for (int task = 0; task < losses.Count; task++)
        {
            if (rows[task].All(gradient => gradient is null))
                throw new ArgumentException(
                    $"The loss of task {task} does not depend on what {scope} compares; pass the losses of the network's latest call.");
            if (!Gradients.AreFinite(rows[task].Concat(heads[task])))
                throw new NonFiniteGradientException(task, step);
        }

        if (step == 0 && cotangents is not null)
            CheckBranch();
    }

    /// <summary>G = J J' [T, T] in float64, from blocks of J.</summary>
    public double[,] Gramian() => Gramian(this);

    /// <summary>J K' [T, T] in float64, where K is the J of another sample at the same parameters.</summary>
    public double[,] Gramian(TaskGradients other)
    {
        using var all = NewDisposeScope();
        var gramian = zeros(rows.Length, rows.Length, dtype: ScalarType.Float64);
        for (int from = 0, to; from < places.Length; from = to)
        {
            long size = places[to = from].numel();
            while (++to < places.Length && size + places[to].numel() <= BlockSize)
                size += places[to].numel();
            using var block = NewDisposeScope();
            var part = Block(from, to);
            gramian.add_(part.matmul((other == this ? part : other.Block(from, to)).t()).cpu());
        }

        return Gradients.ToMatrix(gramian);
    }

    /// <summary>J [T, P] in float64.</summary>
    public Tensor Jacobian() => Block(0, places.Length);

    /// <summary>Adds sum_i weights_i g_i to the shared parameters and headWeights_i times its own gradient to each head.</summary>
    public void Write(double[] weights, double[] headWeights) => Write(
        scope switch
        {
            GradientScope.SharedParameters => [.. shared.Select((_, k) => Combine(rows.Select(row => row[k]), weights))],
            _ when cotangents is not null => Gradients.Of([split!.Trunk], shared, [Combine(cotangents, weights)!]),
            _ => Gradients.Of([stack(losses.Select((loss, task) => loss.reshape([]) * weights[task])).sum()], shared),
        },
        headWeights);

    /// <summary>Adds a direction [P] to the shared parameters, backpropagated where J is that of a representation.</summary>
    public void Write(Tensor direction, double[] headWeights)
    {
        Tensor[] parts = [.. places.Zip(direction.split([.. places.Select(place => place.numel())]), (place, part) => part.reshape(place.shape).to(place.dtype, place.device))];
        Write(scope == GradientScope.Representation ? Gradients.Of(places, shared, parts) : parts, headWeights);
    }

    /// <summary>Adds sum_i weights_i g_i and the heads' own gradients without looking at the tasks one by one: one pass through the trunk.</summary>
    public static void WriteWeighted(IReadOnlyList<Tensor> losses, MultiTaskModule model, double[] weights, double[] headWeights, long step)
    {
        var own = Enumerable.Range(0, losses.Count).Select(task => Trainable(model.TaskParameters(task))).ToArray();
        var shared = Trainable(model.SharedParameters);
        Tensor?[] trunk;
        Tensor?[][] heads;
        if (model.Representation is { } split)
        {
            (var cotangents, heads) = Split(losses, split, own);
            trunk = Gradients.Of([split.Trunk], shared, [Combine(cotangents, weights) ?? zeros_like(split.Trunk)]);
        }
        else
        {
            heads = [.. losses.Select((loss, task) => Gradients.Of([loss], own[task]))];
            trunk = Gradients.Of([stack(losses.Select((loss, task) => loss.reshape([]) * weights[task])).sum()], shared);
        }

        Write(losses, shared, trunk, own, heads, headWeights, step);
    }

    private static Parameter[] Trainable(IEnumerable<Parameter> parameters) => [.. parameters.Where(parameter => parameter.requires_grad)];

    // Gradients of each task at its own view of the trunk's output, and of each head, by one backward pass over the heads.
    private static (Tensor?[] Cotangents, Tensor?[][] Heads) Split(IReadOnlyList<Tensor> losses, Representation split, Parameter[][] own)
    {
        var gradients = Gradients.Of([stack(losses.Select(loss => loss.reshape([]))).sum()], [.. split.Views, .. own.SelectMany(parameters => parameters)]);
        int next = split.Views.Count;
        return (gradients[..next], [.. own.Select(parameters => gradients[next..(next += parameters.Length)])]);
    }

    private static Tensor? Combine(IEnumerable<Tensor?> gradients, double[] weights)
    {
        Tensor? sum = null;
        foreach (var (gradient, weight) in gradients.Zip(weights))
        {
            if (gradient is null)
                continue;
            if (sum is null)
                sum = gradient * weight;
            else
                sum.add_(gradient, weight);
        }

        return sum;
    }

    private void Write(Tensor?[] trunk, double[] headWeights) => Write(losses, shared, trunk, own, heads, headWeights, step);

    // All or nothing: what is added is looked at before.
    private static void Write(
        IReadOnlyList<Tensor> losses, Parameter[] shared, Tensor?[] trunk, Parameter[][] own, Tensor?[][] heads, double[] headWeights, long step)
    {
        Tensor?[][] scaled = [.. heads.Zip(headWeights, (gradients, weight) => weight == 1 ? gradients : [.. gradients.Select(gradient => gradient?.mul(weight))])];
        for (int task = 0; task < losses.Count; task++)
            if (!Gradients.AreFinite(scaled[task]))
                throw new NonFiniteGradientException(task, step);
        if (!Gradients.AreFinite(trunk))
            throw new NonFiniteGradientException(
                Enumerable.Range(0, losses.Count).Select(task => (int?)task)
                    .FirstOrDefault(task => !Gradients.AreFinite(Gradients.Of([losses[task!.Value]], shared))),
                step);

        foreach (var (parameter, gradient) in shared.Concat(own.SelectMany(parameters => parameters)).Zip(trunk.Concat(scaled.SelectMany(gradients => gradients))))
            if (gradient is not null)
                Gradients.Add(parameter, gradient);
    }

    private Tensor Block(int from, int to) => stack(rows.Select(row => cat(
        [.. Enumerable.Range(from, to - from).Select(k => (row[k] ?? zeros_like(places[k])).reshape(-1))]))).detach().to(ScalarType.Float64);

    // What a head reads past the branch would be missing from every row, without a sign of it.
    private void CheckBranch()
    {
        var whole = Gradients.Of([stack(losses.Select(loss => loss.reshape([]))).sum()], shared);
        var through = Gradients.Of([split!.Trunk], shared, [Combine(cotangents!, [.. losses.Select(_ => 1.0)])!]);
        if (!Gradients.AreFinite(whole.Concat(through)))
            return; // refused, with a better message, where it is written
        double largest = whole.Max(gradient => gradient?.abs().max().ToDouble() ?? 0);
        foreach (var (all, part) in whole.Zip(through))
            if (all is not null && (part is null || !allclose(all, part, 1e-3, 1e-4 * all.abs().max().ToDouble() + 1e-6 * largest)))
                throw new ArgumentException(
                    $"{model.GetName()}: shared parameters act on a loss past Branch(z), so gradients at z are not all there is; call Branch on the last shared tensor.");
    }
}
