using Marginalia.Datasets;

namespace Marginalia.Training;

/// <summary>
/// Compares balancers, architectures or both with the baselines that a comparison needs: single-task networks, fixed weights, and fixed weights
/// that were tuned as carefully as the methods (Kurin et al. 2022, arXiv 2201.04122; Xin et al. 2022, arXiv 2209.11379).
/// </summary>
/// <remarks>
/// Every method searches the same grid of settings for every seed anew. For a seed, all of them start from the same parameters, as far as the
/// networks depend on the seed alone, and see the same batches, so that differences between methods are paired. Candidates are ranked by
/// their gain over the single-task networks on validation data; a single-task network by its own measure.
/// </remarks>
public static class Comparison
{
    /// <summary>Name of the reference: one network per task, each with its own setting.</summary>
    public const string SingleTask = "single task";

    /// <summary>Name of the plain sum of the losses.</summary>
    public const string EqualWeights = "equal weights";

    /// <summary>Name of the sum of the losses with the weights of <see cref="ComparisonPlan.Weights"/>; it takes the place of equal weights.</summary>
    public const string FixedWeights = "fixed weights";

    /// <summary>Name of the best fixed weights.</summary>
    public const string TunedScalarization = "tuned weights";

    /// <summary>Trains all candidates, chooses by validation data, then measures the chosen networks on test data.</summary>
    /// <param name="plan">All that training and choosing may use.</param>
    /// <param name="test">Data to report on. They are compared with the plan's data; nothing else is done with them before all choices are made.</param>
    /// <param name="keep">Keep the chosen networks with the rows; the table then has to be disposed.</param>
    /// <param name="cancellation">Ends the comparison between two training steps.</param>
    /// <exception cref="ArgumentException">The plan is not complete, names something twice, or two of its data sets are the same.</exception>
    /// <exception cref="InvalidOperationException">All candidates of a method diverged.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static ComparisonTable Run(ComparisonPlan plan, Dataset test, bool keep = false, CancellationToken cancellation = default)
    {
        plan.Check();
        SameData.Refuse((plan.Train, "the training data"), (plan.Validation, "the validation data"), (test, "the test data"));
        using var selection = Selection.Of(plan, cancellation);
        var rows = selection.MeasuredOn(test, cancellation);
        return new(plan, keep ? selection.Keep(rows) : rows);
    }
}
