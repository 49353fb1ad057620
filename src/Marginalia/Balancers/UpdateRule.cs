namespace Marginalia.Balancers;

/// <summary>How a balancer moves its own few numbers along their slopes.</summary>
public enum UpdateRule
{
    /// <summary>A plain step: x - rate * slope.</summary>
    Sgd,

    /// <summary>Adam with beta 0.9 and 0.999, epsilon 1e-8, no decay (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1).</summary>
    Adam,
}
