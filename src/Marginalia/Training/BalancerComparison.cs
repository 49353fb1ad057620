using Marginalia.Datasets;

namespace Marginalia.Training;

/// <summary>
/// Compares balancers with the baselines that a comparison needs: single-task networks, equal weights, and fixed weights that were tuned as
/// carefully as the methods (Kurin et al. 2022, arXiv 2201.04122; Xin et al. 2022, arXiv 2209.11379).
/// </summary>
/// <remarks>
/// Every method searches the same grid of settings for every seed anew. For a seed, all of them start from the same parameters, as far as the
/// plan's network depends on the seed alone, and see the same batches, so that differences between methods are paired. Candidates are ranked by
/// their gain over the single-task networks on validation data; a single-task network by its own measure.
/// </remarks>
public static class BalancerComparison
{
    /// <summary>Name of the reference: one network per task, each with its own setting.</summary>
    public const string SingleTask = "single task";

    /// <summary>Name of the plain sum of the losses.</summary>
    public const string EqualWeights = "equal weights";

    /// <summary>Name of the best fixed weights.</summary>
    public const string TunedScalarization = "tuned weights";

    /// <summary>Trains all candidates, chooses by validation data, then measures the chosen networks on test data.</summary>
    /// <param name="plan">All that training and choosing may use.</param>
    /// <param name="test">Data to report on; nothing is read before all choices are made.</param>
    /// <param name="cancellation">Ends the comparison between two training steps.</param>
    /// <exception cref="ArgumentException">The plan is not complete or names something twice.</exception>
    /// <exception cref="InvalidOperationException">All candidates of a method diverged.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static ComparisonTable Run(ComparisonPlan plan, Dataset test, CancellationToken cancellation = default)
    {
        plan.Check();
        using var selection = Selection.Of(plan, cancellation);
        return new ComparisonTable([.. plan.Objectives.Select(objective => objective.Task)], plan.Measure.Name, selection.MeasuredOn(test));
    }
}
