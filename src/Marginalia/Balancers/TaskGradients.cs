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
    private readonly MultiTaskModule model;
    private readonly GradientScope scope;
    private readonly long step;
    private readonly IReadOnlyList<Tensor> losses;
    private readonly Representation? split;
    private readonly Parameter[] shared;
    private readonly Parameter[][] own;
    private readonly Tensor[] places;
    private readonly Tensor?[][] heads;
    private readonly Tensor?[][]? rows; // null when they are computed part by part
    private readonly int parts;
    private readonly Tensor?[]? cotangents; // of the trunk's output

    /// <summary>Runs the backward passes.</summary>
    /// <param name="losses">One scalar tensor per task.</param>
    /// <param name="model">The network that they come from.</param>
    /// <param name="scope">Where tasks are compared.</param>
    /// <param name="step">Number of the step, for errors.</param>
    /// <param name="parts">
    /// In how many parts of the places rows are to be computed; above 1, none is held, and only <see cref="Gramian()"/> and
    /// <see cref="Write(double[], double[])"/> are there.
    /// </param>
    /// <exception cref="ArgumentException">A loss does not depend on any of the places, or the network does not branch where it must.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public TaskGradients(IReadOnlyList<Tensor> losses, MultiTaskModule model, GradientScope scope, long step, int parts = 1)
    {
        (this.losses, this.model, this.scope, this.step) = (losses, model, scope, step);
        (shared, split) = (Trainable(model.SharedParameters), model.Representation);
        own = [.. Enumerable.Range(0, losses.Count).Select(task => Trainable(model.TaskParameters(task)))];
        if (split is null && scope == GradientScope.Representation)
            throw new ArgumentException(
                $"{model.GetName()} does not name a representation: call Branch(z) in its forward, call it with gradients, or choose another GradientScope.");
        places = scope switch
        {
            GradientScope.Representation => [split!.Trunk],
            GradientScope.LastSharedLayer => Trainable(model.LastSharedLayer),
            _ => shared,
        };
        if (places.Length == 0)
            throw new ArgumentException($"{model.GetName()}: no parameter that {scope} compares is trainable, so there is nothing to balance.");

        this.parts = scope == GradientScope.Representation ? 1 : Math.Min(parts, places.Length);
        if (split is not null)
        {
            (cotangents, heads) = Split(losses, split, own);
            if (this.parts == 1)
                rows = [.. losses.Select((_, task) => Row(task, places))];
        }
        else if (this.parts > 1)
        {
            heads = [.. losses.Select((loss, task) => Gradients.Of([loss], own[task]))];
        }
        else
        {
            Tensor?[][] all = [.. losses.Select((loss, task) => Gradients.Of([loss], [.. places, .. own[task]]))];
            (rows, heads) = ([.. all.Select(row => row[..places.Length])], [.. all.Select(row => row[places.Length..])]);
        }

        for (int task = 0; task < losses.Count; task++)
            if (rows is not null && rows[task].All(gradient => gradient is null))
                throw Independent(task);

        CheckFinite(heads);
        if (step == 0 && cotangents is not null)
            CheckBranch();
    }

    /// <summary>G = J J' [T, T] in float64.</summary>
    /// <exception cref="ArgumentException">A loss does not depend on any of the places.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[,] Gramian()
    {
        using var all = NewDisposeScope();
        if (rows is not null)
        {
            var whole = Gradients.ToMatrix(Jacobians.Gramian(rows, places));
            if (!Enumerable.Range(0, losses.Count).All(task => double.IsFinite(whole[task, task])))
                CheckFinite(rows);
            return whole;
        }

        var gramian = zeros(losses.Count, losses.Count, dtype: ScalarType.Float64, device: places[0].device);
        var dependent = new bool[losses.Count];
        foreach (var at in Parts(places, parts))
        {
            using var part = NewDisposeScope();
            Tensor?[][] some = [.. losses.Select((_, task) => Row(task, at))];
            CheckFinite(some);
            for (int task = 0; task < losses.Count; task++)
                dependent[task] |= some[task].Any(gradient => gradient is not null);
            gramian.add_(Jacobians.Gramian(some, at));
        }

        return dependent.All(does => does) ? Gradients.ToMatrix(gramian) : throw Independent(dependent.IndexOf(false));
    }

    /// <summary>J K' [T, T] in float64, where K is the J of another sample at the same parameters.</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[,] Gramian(TaskGradients other)
    {
        CheckFinite(rows!);
        CheckFinite(other.rows!);
        using var all = NewDisposeScope();
        return Gradients.ToMatrix(Jacobians.Product(rows!, other.rows!, places));
    }

    /// <summary>P, the number of columns of J.</summary>
    public long Columns => places.Sum(place => place.numel());

    /// <summary>J [T, P] in float64.</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public Tensor Jacobian()
    {
        var jacobian = Jacobians.Matrix(rows!, places);
        if (!Gradients.AreFinite([jacobian]))
            CheckFinite(rows!);
        return jacobian;
    }

    /// <summary>The norms of all rows [T].</summary>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[] Norms()
    {
        var gramian = Gramian();
        return [.. Enumerable.Range(0, losses.Count).Select(task => Math.Sqrt(gramian[task, task]))];
    }

    /// <summary>The norms of the tasks' gradients at one of the parameters that are compared [T].</summary>
    /// <exception cref="ArgumentException">It is not trainable, or a loss does not depend on it.</exception>
    /// <exception cref="NonFiniteGradientException">A task's gradient is NaN or infinite.</exception>
    public double[] NormsAt(Parameter parameter)
    {
        int k = Array.FindIndex(places, place => ReferenceEquals(place, parameter));
        if (k < 0)
            throw new ArgumentException($"{model.GetName()}: the weight of the last shared layer is not trainable, so it has no gradient to compare.");
        using var _ = no_grad();
        var norms = Gradients.ToArray(stack(rows!.Select((row, task) => row[k]?.norm() ?? throw Independent(task))));
        if (!norms.All(double.IsFinite))
            CheckFinite(rows!);
        return norms;
    }

    /// <summary>Adds sum_i weights_i g_i to the shared parameters and headWeights_i times its own gradient to each head.</summary>
    public void Write(double[] weights, double[] headWeights) => Write(
        scope switch
        {
            GradientScope.SharedParameters when rows is not null => [.. shared.Select((_, k) => Combine(rows.Select(row => row[k]), weights))],
            _ when cotangents is not null => Gradients.Of([split!.Trunk], shared, [Combine(cotangents, weights)!]),
            _ => Gradients.Of([Weighted(losses, weights)], shared),
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
            trunk = Gradients.Of([Weighted(losses, weights)], shared);
        }

        Write(losses, shared, trunk, own, heads, headWeights, step);
    }

    private static Parameter[] Trainable(IEnumerable<Parameter> parameters) => [.. parameters.Where(parameter => parameter.requires_grad)];

    // Gradients of each task at its own view of the trunk's output, and of each head, by one backward pass over the heads.
    private static (Tensor?[] Cotangents, Tensor?[][] Heads) Split(IReadOnlyList<Tensor> losses, Representation split, Parameter[][] own)
    {
        var gradients = Gradients.Of([Gradients.Vector(losses).sum()], [.. split.Views, .. own.SelectMany(parameters => parameters)]);
        int next = split.Views.Count;
        return (gradients[..next], [.. own.Select(parameters => gradients[next..(next += parameters.Length)])]);
    }

    private static Tensor Weighted(IReadOnlyList<Tensor> losses, double[] weights)
    {
        var vector = Gradients.Vector(losses);
        return vector.mul(tensor(weights, vector.dtype, vector.device)).sum();
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
        CheckFinite(scaled, step);
        if (!Gradients.AreFinite(trunk))
            throw new NonFiniteGradientException(
                Enumerable.Range(0, losses.Count).Select(task => (int?)task)
                    .FirstOrDefault(task => !Gradients.AreFinite(Gradients.Of([losses[task!.Value]], shared))),
                step);

        foreach (var (parameter, gradient) in shared.Concat(own.SelectMany(parameters => parameters)).Zip(trunk.Concat(scaled.SelectMany(gradients => gradients))))
            if (gradient is not null)
                Gradients.Add(parameter, gradient);
    }

    // The places in order, in groups of about the same size.
    private static IEnumerable<Tensor[]> Parts(Tensor[] places, int parts)
    {
        long total = places.Sum(place => place.numel()), sum = 0;
        for (int part = 1, from = 0, to = 0; part <= parts; part++, from = to)
        {
            while (to < places.Length && sum < total * part / parts)
                sum += places[to++].numel();
            if (to > from)
                yield return places[from..to];
        }
    }

    private Tensor?[] Row(int task, Tensor[] at) => cotangents is null ? Gradients.Of([losses[task]], at)
        : cotangents[task] is not { } cotangent ? new Tensor?[at.Length]
        : at is [var place] && ReferenceEquals(place, split!.Trunk) ? [cotangent]
        : Gradients.Of([split!.Trunk], at, [cotangent]);

    private ArgumentException Independent(int task) =>
        new($"The loss of task {task} does not depend on what {scope} compares; pass the losses of the network's latest call.");

    private void CheckFinite(Tensor?[][] gradients) => CheckFinite(gradients, step);

    // All at once, and task by task when one is not.
    private static void CheckFinite(Tensor?[][] gradients, long step)
    {
        if (!Gradients.AreFinite(gradients.SelectMany(task => task)))
            throw new NonFiniteGradientException(Array.FindIndex(gradients, task => !Gradients.AreFinite(task)), step);
    }

    // What a head reads past the branch would be missing from every row, without a sign of it.
    private void CheckBranch()
    {
        var whole = Gradients.Of([Gradients.Vector(losses).sum()], shared);
        var through = Gradients.Of([split!.Trunk], shared, [Combine(cotangents!, [.. losses.Select(_ => 1.0)])!]);
        if (!Gradients.AreFinite(whole.Concat(through)))
            return; // refused, with a better message, where it is written
        // Where a gradient cancels, as that of a bias before a batch normalization, the two differ by rounding of the terms.
        double rounding = shared[0].dtype == ScalarType.Float64 ? 1e-10 : 1e-4;
        double largest = whole.Max(gradient => gradient?.abs().max().ToDouble() ?? 0);
        foreach (var (all, part) in whole.Zip(through))
            if (all is not null && (part is null || !allclose(all, part, 1e-3, rounding * largest)))
                throw new ArgumentException(
                    $"{model.GetName()}: shared parameters act on a loss past Branch(z), so gradients at z are not all there is; call Branch on the last shared tensor.");
    }
}
