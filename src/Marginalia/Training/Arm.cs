using Marginalia.Balancers;

namespace Marginalia.Training;

/// <summary>A method in a <see cref="BalancerComparison"/>.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Variants">Its own configurations, each tried with every setting.</param>
public sealed record Arm(string Name, IReadOnlyList<Variant> Variants)
{
    /// <summary>A method with one configuration.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="balancer">Makes a fresh balancer for a seed.</param>
    public Arm(string name, Func<long, Balancer> balancer)
        : this(name, [new Variant("", balancer)])
    {
    }

    /// <summary>The settings that this method may choose; all of the grid unless said otherwise, for example only those without weight decay.</summary>
    public Func<Setting, bool> Allows { get; init; } = _ => true;

    /// <summary>One variant for each vector of fixed weights.</summary>
    internal static Arm OfWeights(string name, IEnumerable<double[]> weights) =>
        new(name, [.. weights.Select(w => new Variant($"w = ({string.Join(", ", w.Select(value => value.ToString("0.##")))})", _ => new StaticWeighting(w)))]);
}
