using Marginalia.Balancers;

namespace Marginalia.Training;

/// <summary>One way to configure a method; an <see cref="Arm"/> of several chooses among them on validation data.</summary>
/// <param name="Name">Short name, shown where it was chosen; empty where there is only one.</param>
/// <param name="Balancer">Makes a fresh balancer for a seed.</param>
public sealed record Variant(string Name, Func<long, Balancer> Balancer);
