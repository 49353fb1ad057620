namespace Marginalia.Balancers;

/// <summary>What <see cref="Mgda"/> divides a gradient by before it looks for the shortest combination.</summary>
public enum MgdaNormalization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its norm: g / |g|.</summary>
    L2,

    /// <summary>The loss: g / L.</summary>
    Loss,

    /// <summary>Both: g / (L |g|), the setting of the authors' MultiMNIST example.</summary>
    LossAndL2,
}
