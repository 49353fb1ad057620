using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Objectives;

namespace Marginalia.Training;

/// <summary>One way to configure a method; an <see cref="Arm"/> of several chooses among them on validation data.</summary>
/// <param name="Name">Short name, shown where it was chosen; empty where there is only one.</param>
/// <param name="Balancer">Makes a fresh balancer for a seed; null is the sum of the losses with the plan's weights, those of auxiliary tasks 1.</param>
public sealed record Variant(string Name, Func<long, Balancer>? Balancer = null)
{
    /// <summary>Makes a network of its own, from the same arguments as <see cref="ComparisonPlan.Model"/>; null is the plan's.</summary>
    public Func<IReadOnlyList<int>, Setting, long, MultiTaskModule>? Model { get; init; }

    /// <summary>Tasks of the network beyond the plan's, which come after them: they are trained, but not measured.</summary>
    public IReadOnlyList<Objective> Auxiliary { get; init; } = [];

    /// <summary>
    /// Prepares a fresh network from the chosen single-task networks of the same seed [T], for example by copying parameters of their encoders. They
    /// are read only. Null leaves the network as it was made.
    /// </summary>
    public Action<MultiTaskModule, IReadOnlyList<MultiTaskModule>>? Start { get; init; }

    /// <summary>The balancer of a run.</summary>
    internal Balancer BalancerFor(ComparisonPlan plan, long seed, int tasks) => Balancer is not null ? Balancer(seed)
        : plan.Weights is null ? new EqualWeighting(tasks)
        : new StaticWeighting([.. plan.Weights, .. Enumerable.Repeat(1.0, Auxiliary.Count)]);
}
