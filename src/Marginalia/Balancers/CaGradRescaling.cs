namespace Marginalia.Balancers;

/// <summary>What <see cref="CaGrad"/> divides its direction by, which acts like the learning rate.</summary>
public enum CaGradRescaling
{
    /// <summary>1: the paper's equation.</summary>
    None,

    /// <summary>1 + c^2: the default of the authors' training code.</summary>
    OnePlusCSquared,

    /// <summary>1 + c: the authors' toy example.</summary>
    OnePlusC,
}
