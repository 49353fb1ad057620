namespace Marginalia.Balancers;

/// <summary>The law of the weights of <see cref="RandomLossWeighting"/>.</summary>
public enum RandomWeightLaw
{
    /// <summary>The softmax of T independent normal numbers of mean 0 and variance 1.</summary>
    Normal,

    /// <summary>Uniform on the simplex, the Dirichlet law with all parameters 1.</summary>
    Dirichlet,
}
