using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Running;

/// <summary>What came of one notebook.</summary>
/// <param name="Job">The notebook.</param>
/// <param name="Result">Its run.</param>
/// <param name="Claims">The claims that it showed.</param>
/// <param name="Problem">Why it did not succeed, in a few words, or null.</param>
internal sealed record RunOutcome(NotebookJob Job, RunResult Result, IReadOnlyList<Claim> Claims, string? Problem)
{
    /// <summary>What ended its process outside of any cell, or null.</summary>
    public CellError? Outside { get; init; }

    /// <summary>The files that the run left.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Why the outputs were not stored in the notebook itself; empty when they were, null when nobody wanted that.</summary>
    public string? Refusal { get; init; }

    /// <summary>How much ran: <c>3 of 5 cells ran</c>.</summary>
    public string Ran => $"{Result.Cells.Count} of {Job.RunningCells.Count} cells ran";

    /// <summary>Judges a run: every cell must have run, and no claim may come out worse than declared.</summary>
    public static RunOutcome Of(NotebookJob job, RunResult result, CellError? outside)
    {
        var (claims, problem) = Claimed(result);
        if (outside is not null) problem = "its process ended";
        if (result.FailedCell is { } failed) problem = $"cell {failed.Number} {(failed.Error!.Kind == CellErrorKind.Ended ? "ended its process" : "failed")}";
        return new(job, result, claims, problem) { Outside = outside };
    }

    static (IReadOnlyList<Claim> Claims, string? Problem) Claimed(RunResult result)
    {
        try
        {
            var claims = NotebookClaims.Of(result.Executed);
            var failed = claims.Count(claim => claim.Failed);
            return (claims, failed == 0 ? null : $"{failed} of {claims.Count} {(claims.Count == 1 ? "claim" : "claims")} failed");
        }
        catch (FormatException error)
        {
            return ([], error.Message);
        }
    }
}
