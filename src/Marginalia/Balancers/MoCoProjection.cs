namespace Marginalia.Balancers;

/// <summary>How <see cref="MoCo"/> keeps its weights on the simplex.</summary>
public enum MoCoProjection
{
    /// <summary>The nearest point of the simplex, as in the paper.</summary>
    Simplex,

    /// <summary>softmax(lambda), the form of LibMTL, whose weights stay near 1/T.</summary>
    Softmax,
}
