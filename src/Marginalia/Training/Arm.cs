using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>A method in a <see cref="Comparison"/>: a balancer, an architecture, or both.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Variants">Its own configurations, each tried with every setting.</param>
public sealed record Arm(string Name, IReadOnlyList<Variant> Variants)
{
    /// <summary>A balancer with one configuration, on the plan's network.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="balancer">Makes a fresh balancer for a seed.</param>
    public Arm(string name, Func<long, Balancer> balancer)
        : this(name, [new Variant("", balancer)])
    {
    }

    /// <summary>The settings that this method may choose; all of the grid unless said otherwise, for example only those without weight decay.</summary>
    public Func<Setting, bool> Allows { get; init; } = _ => true;

    /// <summary>Makes the optimizer of its runs; null is the plan's.</summary>
    public Func<MultiTaskModule, Balancer, Setting, optim.Optimizer>? Optimizer { get; init; }

    /// <summary>An architecture, trained with the sum of the losses, with the plan's weights where it has any.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="model">Makes the network of all tasks for a setting and a seed; the same arguments must give the same network.</param>
    /// <param name="auxiliary">Tasks of the network beyond the plan's, which come after them: they are trained, but not measured.</param>
    public static Arm OfModel(string name, Func<Setting, long, MultiTaskModule> model, IReadOnlyList<Objective>? auxiliary = null) =>
        new(name, [new Variant("") { Model = (_, setting, seed) => model(setting, seed), Auxiliary = auxiliary ?? [] }]);

    /// <summary>One variant for each vector of fixed weights.</summary>
    internal static Arm OfWeights(string name, IEnumerable<double[]> weights) =>
        new(name, [.. weights.Select(w => new Variant($"w = ({string.Join(", ", w.Select(value => value.ToString("0.##")))})", _ => new StaticWeighting(w)))]);
}
