namespace Marginalia.Balancers;

/// <summary>Which gradients of a task a <see cref="GradientAggregation"/> compares with those of the others.</summary>
public enum GradientScope
{
    /// <summary>Of all shared parameters: T backward passes through the trunk. What most papers write.</summary>
    SharedParameters,

    /// <summary>Of the last shared layer only: T cheap passes and one through the trunk, with the same weights for all of it.</summary>
    LastSharedLayer,

    /// <summary>
    /// Of the trunk's output, an upper bound of the shared parameters' (Sener and Koltun 2018, arXiv 1810.04650, section 3.3): one backward
    /// pass in all. The network must branch at one point.
    /// </summary>
    Representation,
}
