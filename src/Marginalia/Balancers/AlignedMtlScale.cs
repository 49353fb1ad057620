namespace Marginalia.Balancers;

/// <summary>The singular value that <see cref="AlignedMtl"/> gives to every principal component of J.</summary>
public enum AlignedMtlScale
{
    /// <summary>The smallest of J's: the paper's choice.</summary>
    Minimum,

    /// <summary>The lower median.</summary>
    Median,

    /// <summary>The root of the mean square.</summary>
    RootMeanSquare,
}
