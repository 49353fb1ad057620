using Marginalia.Architectures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The backward passes of a step: where the network branches, one over all heads at first, then through the trunk from the tasks' gradients at
/// its output. What is made of them goes to <c>.grad</c> all at once.
/// </summary>
internal sealed class BackwardPasses
{
    private readonly IReadOnlyList<Tensor> losses;
    private readonly MultiTaskModule model;
    private readonly long step;
    private readonly Parameter[] shared;
    private readonly Parameter[][] own;
    private readonly Tensor?[]?[] heads; // of each task; null until its pass has run
    private readonly Tensor? trunk; // output of the trunk
    private readonly Tensor?[]? cotangents; // of each task, at the trunk's output

    /// <summary>Runs the pass over the heads.</summary>
    /// <param name="losses">One scalar tensor per task.</param>
    /// <param name="model">The network that they come from.</param>
    /// <param name="step">Number of the step, for errors.</param>
    /// <param name="withHeads">Whether gradients of heads are wanted.</param>
    public BackwardPasses(IReadOnlyList<Tensor> losses, MultiTaskModule model, long step, bool withHeads = true)
    {
        (this.losses, this.model, this.step) = (losses, model, step);
        shared = Trainable(model.SharedParameters);
        own = [.. losses.Select((_, task) => withHeads ? Trainable(model.TaskParameters(task)) : [])];
        heads = new Tensor?[]?[losses.Count];
        if (model.Representation is not { } split)
            return;

        trunk = split.Trunk;
        var gradients = Gradients.Of([Gradients.Vector(losses).sum()], [.. split.Views, .. own.SelectMany(parameters => parameters)]);
        int next = split.Views.Count;
        cotangents = gradients[..next];
        heads = [.. own.Select(parameters => gradients[next..(next += parameters.Length)])];
    }

    /// <summary>Those that are trained.</summary>
    public static Parameter[] Trainable(IEnumerable<Parameter> parameters) => [.. parameters.Where(parameter => parameter.requires_grad)];

    /// <summary>Gradients of a task's loss at some places, null where it does not depend on one.</summary>
    public Tensor?[] Of(int task, Tensor[] places)
    {
        if (cotangents is not null)
            return cotangents[task] is not { } cotangent ? new Tensor?[places.Length]
                : places is [var place] && ReferenceEquals(place, trunk) ? [cotangent]
                : Gradients.Of([trunk!], places, [cotangent]);
        if (heads[task] is not null)
            return Gradients.Of([losses[task]], places);
        var both = Gradients.Of([losses[task]], [.. places, .. own[task]]);
        heads[task] = both[places.Length..];
        return both[..places.Length];
    }

    /// <summary>The gradient of sum_i weights_i L_i at the shared parameters, by one pass through the trunk.</summary>
    public Tensor?[] Through(double[] weights) =>
        cotangents is null ? Gradients.Of([Weighted(weights)], shared) : Through(Gradients.Sum(cotangents, weights) ?? zeros_like(trunk!));

    /// <summary>The gradient at the shared parameters from one at the trunk's output.</summary>
    public Tensor?[] Through(Tensor cotangent) => Gradients.Of([trunk!], shared, [cotangent]);

    /// <summary>Adds to the shared parameters, and headWeights_i times its own gradient to each head; all or nothing.</summary>
    /// <param name="direction">Gradients of the shared parameters; null adds nothing.</param>
    /// <param name="headWeights">Factors [T].</param>
    /// <param name="whole">What the direction was cut from, if from one vector: then only that is looked at.</param>
    /// <exception cref="NonFiniteGradientException">What would be added is NaN or infinite.</exception>
    public void Write(Tensor?[] direction, double[] headWeights, Tensor? whole = null)
    {
        Tensor?[][] scaled =
        [
            .. headWeights.Select((weight, task) => (heads[task] ?? Gradients.Of([losses[task]], own[task])) is var head && weight == 1
                ? head : [.. head.Select(gradient => gradient?.mul(weight))]),
        ];
        if (!Gradients.AreFinite(scaled.SelectMany(head => head)))
            throw new NonFiniteGradientException(Array.FindIndex(scaled, head => !Gradients.AreFinite(head)), step);
        if (!Gradients.AreFinite(whole is null ? direction : [whole]))
            throw new NonFiniteGradientException(
                Enumerable.Range(0, losses.Count).Select(task => (int?)task)
                    .FirstOrDefault(task => !Gradients.AreFinite(Gradients.Of([losses[task!.Value]], shared))),
                step);

        foreach (var (parameter, gradient) in shared.Concat(own.SelectMany(parameters => parameters)).Zip(direction.Concat(scaled.SelectMany(head => head))))
            if (gradient is not null)
                Gradients.Add(parameter, gradient);
    }

    /// <summary>Throws if a head reads past the branch, which would be missing from every row, without a sign of it.</summary>
    public void CheckBranch()
    {
        if (cotangents is null)
            return;
        var whole = Gradients.Of([Gradients.Vector(losses).sum()], shared);
        var through = Through([.. losses.Select(_ => 1.0)]);
        if (!Gradients.AreFinite(whole.Concat(through)))
            return; // refused, with a better message, where it is written
        // Where a gradient cancels, as that of a bias before a batch normalization, the two differ by rounding of the terms;
        // a GPU multiplies with mantissas of 10 bits.
        double rounding = shared[0].dtype == ScalarType.Float64 ? 1e-10 : shared[0].is_cuda ? 1e-2 : 1e-4;
        double largest = whole.Max(gradient => gradient?.abs().max().ToDouble() ?? 0);
        foreach (var (all, part) in whole.Zip(through))
            if (all is not null && (part is null || !allclose(all, part, 1e-3, rounding * largest)))
                throw new ArgumentException(
                    $"{model.GetName()}: shared parameters act on a loss past Branch(z), so gradients at z are not all there is; call Branch on the last shared tensor.");
    }

    private Tensor Weighted(double[] weights)
    {
        var vector = Gradients.Vector(losses);
        return vector.mul(tensor(weights, vector.dtype, vector.device)).sum();
    }
}
