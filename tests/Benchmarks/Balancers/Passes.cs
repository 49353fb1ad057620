namespace Marginalia.Benchmarks.Balancers;

/// <summary>What passes cost, as shares of a plain step.</summary>
/// <param name="tasks">Number of tasks T.</param>
/// <param name="look">A forward pass without a graph.</param>
/// <param name="trunk">A backward pass through the trunk.</param>
/// <param name="lastLayer">A backward pass through the last shared layer.</param>
sealed class Passes(int tasks, double look, double trunk, double lastLayer)
{
    /// <summary>What a step of a family cannot do without: a plain step has one pass through the trunk, and one through each head, already.</summary>
    internal double Bound(Family family) => family switch
    {
        Family.SecondLook => 1 + look,
        Family.LastLayer => 1 + tasks * lastLayer,
        Family.Full => 1 + (tasks - 1) * trunk,
        Family.Sampling or Family.Bilevel => 3 + 2 * (tasks - 1) * trunk,
        Family.Differences => 3 + 2 * look,
        _ => 1,
    };
}
