namespace Marginalia.Training;

/// <summary>What an iteration of <see cref="GradInit"/> saw, at the scales before it.</summary>
/// <param name="Norm">Norm of the gradient on the batch.</param>
/// <param name="Loss">Loss on the batch.</param>
/// <param name="Objective">Loss after the step, divided by its length; null where the norm was above the bound and was lowered instead.</param>
/// <param name="Slopes">Of the norm or the objective in each scale, before clipping.</param>
public sealed record GradInitStep(double Norm, double Loss, double? Objective, IReadOnlyList<double> Slopes);
