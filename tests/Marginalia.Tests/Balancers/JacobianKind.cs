namespace Marginalia.Tests.Balancers;

/// <summary>What a <see cref="JacobianSample"/> is constructed to be.</summary>
public enum JacobianKind
{
    /// <summary>Rows of normal numbers, linearly independent.</summary>
    FullRank,

    /// <summary>Some direction helps every task; rows may depend on each other.</summary>
    Improvable,

    /// <summary>A combination of some rows with positive weights is zero.</summary>
    WeaklyStationary,

    /// <summary>A combination of all rows with positive weights is zero.</summary>
    StronglyStationary,
}
