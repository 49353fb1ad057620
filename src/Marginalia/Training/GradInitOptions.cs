using Marginalia.Balancers;

namespace Marginalia.Training;

/// <summary>How <see cref="GradInit"/> looks for scales; the defaults are those of the paper's repository for VGG-19 without batch normalization.</summary>
public sealed record GradInitOptions
{
    /// <summary>Iterations: one epoch of CIFAR-10 in the paper.</summary>
    public int Iterations { get; init; } = 390;

    /// <summary>Learning rate of the scales.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Length eta of the step that is looked at.</summary>
    public double StepLength { get; init; } = 0.1;

    /// <summary>Upper bound gamma of the gradient's norm; infinity is no constraint.</summary>
    public double Bound { get; init; } = 1;

    /// <summary>Lower bound of each scale.</summary>
    public double MinScale { get; init; } = 0.01;

    /// <summary>Bound of the absolute slope of each scale.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>
    /// The optimizer whose first step is looked at: with Sgd the step goes along the gradient and the bounded norm is Euclidean; with Adam it goes along the
    /// signs and the norm is the sum of absolute values.
    /// </summary>
    public UpdateRule Optimizer { get; init; } = UpdateRule.Sgd;

    /// <summary>The step of Sgd has length eta, whatever the gradient's; false is eta times the gradient.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>One Adam state for both kinds of steps, which is a mistake that the paper's repository does not make: for comparison.</summary>
    public bool SharedMoments { get; init; }
}
