using Marginalia.Architectures;

namespace Marginalia.Training;

/// <summary>What a method chose for a seed on validation data, and how that does.</summary>
/// <param name="Arm">Name of the method.</param>
/// <param name="Seed">The repetition.</param>
/// <param name="Settings">The setting chosen; for single-task networks one per task.</param>
/// <param name="Variant">Name of the variant chosen; empty where there is only one.</param>
/// <param name="Train">The measure of the last parameters on training data [T].</param>
/// <param name="Validation">The measure on validation data [T], by the rule of selection; the choice was made by it.</param>
/// <param name="Test">The measure on test data [T], by the rule of selection.</param>
/// <param name="Delta">Gain over the single-task networks of the same seed on test data, in percent, mean over tasks; positive is better.</param>
/// <param name="SecondsPerStep">Time of a training step; for single-task networks the sum over tasks.</param>
/// <param name="Diverged">Candidates that ended in a loss or gradient that is not finite; they were not eligible.</param>
/// <param name="Candidates">Settings times variants that were tried; for single-task networks the sum over tasks.</param>
public sealed record ComparisonRow(
    string Arm, long Seed, IReadOnlyList<Setting> Settings, string Variant, double[] Train, double[] Validation, double[] Test, double Delta,
    double SecondsPerStep, int Diverged, int Candidates)
{
    /// <summary>Number of parameters of the network; for single-task networks the sum over tasks.</summary>
    public long Parameters { get; init; }

    /// <summary>
    /// Multiply-accumulates for one example (<see cref="LayerTable"/>), for single-task networks the sum over tasks; null where the input holds whole numbers.
    /// </summary>
    public long? Macs { get; init; }

    /// <summary>
    /// Learning curves of the chosen network, for single-task networks one history per task: <c>loss/</c>, <c>weight/</c> and, at evaluations,
    /// <c>validation/</c> (the measure) plus the task's name.
    /// </summary>
    public IReadOnlyList<History> Histories { get; init; } = [];

    /// <summary>
    /// The chosen network, for single-task networks one per task; empty unless the comparison was told to keep them. With
    /// <see cref="SelectionRule.MeanOfLast"/> it has the last parameters.
    /// </summary>
    public IReadOnlyList<MultiTaskModule> Networks { get; init; } = [];
}
