namespace Marginalia.Training;

/// <summary>Which parameters of a run count: the rule is declared before the run and printed beside its numbers. It never looks at test data.</summary>
public sealed record SelectionRule
{
    private SelectionRule(string text, int count, int? every, bool best) => (Text, Count, Every, IsBest) = (text, count, every, best);

    /// <summary>The parameters after the last step.</summary>
    public static SelectionRule Last { get; } = new("parameters after the last step", 1, null, best: false);

    /// <summary>Early stopping: the parameters that were best on validation data.</summary>
    /// <param name="everySteps">Steps from one look at the validation data to the next, at least 1; there is one after the last step, too.</param>
    public static SelectionRule BestOnValidation(int everySteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(everySteps);
        return new($"parameters that were best on validation data, measured every {everySteps} steps", 1, everySteps, best: true);
    }

    /// <summary>
    /// The mean of the measure over the last n evaluations, as MTAN reports its last ten epochs (Liu, Johns, Davison 2019, arXiv 1803.10704).
    /// </summary>
    /// <param name="count">Number of evaluations n, at least 1; so many copies of a network are held until test data are measured.</param>
    /// <param name="everySteps">Steps from one to the next, at least 1; the last is after the last step.</param>
    public static SelectionRule MeanOfLast(int count, int everySteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(everySteps);
        return new($"mean over the parameters at the last {count} of the evaluations made every {everySteps} steps", count, everySteps, best: false);
    }

    /// <summary>The rule in words.</summary>
    public string Text { get; }

    /// <summary>Parameters that count, in number of evaluations.</summary>
    internal int Count { get; }

    /// <summary>Steps between evaluations; null where only the last step matters.</summary>
    internal int? Every { get; }

    /// <summary>Whether the best count, not the latest.</summary>
    internal bool IsBest { get; }

    /// <summary>The rule in words.</summary>
    public override string ToString() => Text;
}
