namespace Marginalia.Balancers;

/// <summary>The noise model that a task's loss stands for; it decides how its variance enters <see cref="UncertaintyWeighting"/>.</summary>
public enum Likelihood
{
    /// <summary>Regression with normal noise of variance sigma^2, L a squared error: L / (2 sigma^2) + log sigma.</summary>
    Gaussian,

    /// <summary>Classification with softmax(f / sigma^2), L a cross entropy: about L / sigma^2 + log sigma.</summary>
    Softmax,
}
