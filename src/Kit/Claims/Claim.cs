namespace Marginalia.Kit.Claims;

/// <summary>A sentence of a paper that a notebook tests, and what it measured, as read from the notebook's outputs.</summary>
/// <param name="Id">Short name, unique in the notebook.</param>
/// <param name="Sentence">What is claimed.</param>
/// <param name="Source">Where the paper says it.</param>
/// <param name="Budget"><c>full</c>, <c>quick</c> or <c>paper</c>.</param>
/// <param name="Seeds">Number of seeds behind the numbers.</param>
/// <param name="Declared">What the notebook says it shows.</param>
/// <param name="Verdict">What this run found.</param>
/// <param name="Why">One sentence of explanation, or empty.</param>
/// <param name="Measurements">The numbers.</param>
internal sealed record Claim(
    string Id, string Sentence, string Source, string Budget, int Seeds, Verdict Declared, Verdict Verdict, string Why, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>
    /// True when the notebook says that it reproduces the claim (or its direction) and the run found less. A quick run may leave a
    /// claim unattempted: the small budget cannot show everything.
    /// </summary>
    public bool Failed =>
        Declared <= Verdict.DirectionOnly && Verdict > Declared && !(Budget == "quick" && Verdict == Verdict.NotAttempted);
}

/// <summary>A measured number of a claim and whether it meets its criterion.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Values">One value per seed.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Criterion">What is demanded of the values, in words.</param>
/// <param name="Met">Whether they meet it.</param>
internal sealed record Measurement(string Name, IReadOnlyList<double> Values, double Mean, double Std, string Criterion, bool Met);
