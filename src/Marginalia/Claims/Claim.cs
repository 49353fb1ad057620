using System.Numerics;
using System.Text.RegularExpressions;

namespace Marginalia.Claims;

/// <summary>
/// The sentence of a paper that a notebook tests. Its criteria are fixed before anything is measured, and the verdict follows from them;
/// no call sets it by hand, except to say that the claim was not attempted.
/// <code>
/// var claim = new Claim("beats-equal-weighting", "GradNorm reaches a lower test loss than equal weighting.", "Chen et al. 2018, section 4.1",
///         declared: Verdict.Reproduced, budget: quick ? Budget.Quick : Budget.Full, needs: Budget.Full, seeds: 3)
///     .Criterion("GradNorm against equal weighting", Bound.LowerBy(0.25))
///     .Criterion("largest / smallest task loss", Bound.AtMost(1.15).InTheMean());
/// // ... train ...
/// claim.Measure("GradNorm against equal weighting", gradNorm, equal)
///     .Measure("largest / smallest task loss", spread)
/// </code>
/// </summary>
[TypeFormatterSource(typeof(ClaimFormats), PreferredMimeTypes = ["text/html", "text/plain", MimeType])]
public sealed partial class Claim
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = "application/vnd.marginalia.claim+json";

    readonly List<(string Name, Bound Bound)> criteria = [];
    readonly Dictionary<string, Measurement> measured = [];
    string? notAttempted;
    string reason = "";

    /// <summary>A claim without criteria.</summary>
    /// <param name="id">A short name of lower-case words, digits and hyphens.</param>
    /// <param name="sentence">What the paper says, in one sentence.</param>
    /// <param name="source">Authors, year, and the place in the paper.</param>
    /// <param name="declared">The verdict that the notebook says it shows.</param>
    /// <param name="budget">What this run spends.</param>
    /// <param name="needs">The smallest budget that can judge the claim.</param>
    /// <param name="seeds">The least number of seeds that can judge the claim.</param>
    public Claim(string id, string sentence, string source, Verdict declared, Budget budget = Budget.Full, Budget needs = Budget.Quick, int seeds = 1)
    {
        if (!KebabCase().IsMatch(id))
            throw new ArgumentException($"Claim '{id}': the id must be lower-case words or digits joined by hyphens, such as 'beats-equal'.", nameof(id));
        if (string.IsNullOrWhiteSpace(sentence) || string.IsNullOrWhiteSpace(source))
            throw new ArgumentException($"Claim '{id}': the sentence or the source is empty; say what is claimed, and where.");
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        (Id, Sentence, Source, Declared, Budget, Needs, LeastSeeds) = (id, sentence, source, declared, budget, needs, seeds);
    }

    /// <summary>A short name of lower-case words, digits and hyphens.</summary>
    public string Id { get; }

    /// <summary>What the paper says.</summary>
    public string Sentence { get; }

    /// <summary>Where it says so.</summary>
    public string Source { get; }

    /// <summary>The verdict that the notebook says it shows.</summary>
    public Verdict Declared { get; }

    /// <summary>What this run spent.</summary>
    public Budget Budget { get; }

    /// <summary>The smallest budget that can judge the claim.</summary>
    public Budget Needs { get; }

    /// <summary>The least number of seeds that can judge the claim.</summary>
    public int LeastSeeds { get; }

    /// <summary>How many seeds were measured; 0 before.</summary>
    public int Seeds => measured.Count > 0 ? measured.Values.First().Values.Count : 0;

    /// <summary>The measurements so far, in the order of the criteria.</summary>
    public IReadOnlyList<Measurement> Measurements => [.. criteria.Select(criterion => measured.GetValueOrDefault(criterion.Name)).OfType<Measurement>()];

    /// <summary>What is demanded, in the order given.</summary>
    internal IReadOnlyList<(string Name, Bound Bound)> Criteria => criteria;

    /// <summary>What the criteria say about the measurements.</summary>
    public Verdict Verdict =>
        WhyNotAttempted is not null ? Verdict.NotAttempted
        : measured.Values.All(measurement => measurement.Met) ? Verdict.Reproduced
        : measured.Values.All(measurement => measurement.Met || measurement.PointsRight) ? Verdict.DirectionOnly
        : Verdict.NotReproduced;

    /// <summary>A frank reason for the verdict: the notebook's own, or why the claim counts as not attempted; may be empty.</summary>
    public string Why => reason.Length > 0 ? reason : WhyNotAttempted ?? "";

    /// <summary>Demands something, before anything is measured.</summary>
    /// <param name="name">What will be measured.</param>
    /// <param name="bound">What it must keep.</param>
    public Claim Criterion(string name, Bound bound)
    {
        if (measured.Count > 0)
            throw new InvalidOperationException($"Claim '{Id}': criterion '{name}' comes after a measurement; criteria are fixed before measuring.");
        if (criteria.Exists(criterion => criterion.Name == name))
            throw new ArgumentException($"Claim '{Id}': there already is a criterion '{name}'; give each its own name.");
        criteria.Add((name, bound));
        return this;
    }

    /// <summary>Records the values of a criterion that has no baseline, one per seed; measuring again replaces them.</summary>
    public Claim Measure<T>(string name, IEnumerable<T> values)
        where T : INumber<T>
        => Record(name, [.. values.Select(double.CreateSaturating)], null);

    /// <summary>Records the values of a criterion and of its baseline, paired seed by seed; measuring again replaces them.</summary>
    public Claim Measure<T, TB>(string name, IEnumerable<T> values, IEnumerable<TB> baseline)
        where T : INumber<T>
        where TB : INumber<TB>
        => Record(name, [.. values.Select(double.CreateSaturating)], [.. baseline.Select(double.CreateSaturating)]);

    /// <summary>Gives the reason for the verdict in one sentence, such as what the paper leaves open.</summary>
    public Claim Because(string why)
    {
        reason = why;
        return this;
    }

    /// <summary>Says that the claim was not attempted, and why: the only verdict that can be set.</summary>
    public Claim NotAttempted(string why)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new ArgumentException($"Claim '{Id}': say in a sentence why it was not attempted.", nameof(why));
        notAttempted = why;
        return this;
    }

    /// <summary>The claim as a card with its criteria, numbers and verdict.</summary>
    public string ToHtml() => ClaimHtml.Of(Judged());

    /// <summary>The claim as JSON; see <see cref="MimeType"/>.</summary>
    public string ToJson() => ClaimJson.Of(Judged());

    /// <summary>The claim as a table for terminals.</summary>
    public override string ToString() => ClaimText.Of(Judged());

    string? WhyNotAttempted =>
        notAttempted
        ?? (measured.Count == 0 ? "nothing was measured"
        : measured.Count < criteria.Count ? $"nothing was measured for '{criteria.First(criterion => !measured.ContainsKey(criterion.Name)).Name}'"
        : Budget < Needs ? $"the {Budget} budget is too small, {Needs} is needed".ToLowerInvariant()
        : Seeds < LeastSeeds ? $"{Seeds} of {LeastSeeds} seeds measured"
        : null);

    Claim Judged() => criteria.Count > 0 || notAttempted is not null
        ? this
        : throw new InvalidOperationException($"Claim '{Id}' has no criteria; say with Criterion(name, Bound...) what would make it true.");

    Claim Record(string name, double[] values, double[]? baseline)
    {
        var bound = criteria.Find(criterion => criterion.Name == name).Bound ?? throw Unknown(name);
        if (bound.Paired != baseline is not null)
            throw new ArgumentException($"{Whose(name)}: the criterion ({bound}) {(bound.Paired ? "needs a baseline, seed by seed" : "takes no baseline")}.");
        Check(name, "values", values);
        if (baseline is not null)
        {
            Check(name, "baseline values", baseline);
            if (baseline.Length != values.Length)
                throw new ArgumentException($"{Whose(name)}: {values.Length} values and {baseline.Length} baseline values given; pass one of each per seed.");
            if (bound.Divides && baseline.Any(value => value <= 0))
                throw new ArgumentException($"{Whose(name)}: a baseline is not above 0, so a ratio to it says nothing; use a difference.");
        }

        if (measured.Values.FirstOrDefault(other => other.Name != name && other.Values.Count != values.Length) is { } different)
            throw new ArgumentException(
                $"{Whose(name)}: {values.Length} seeds given, but '{different.Name}' has {different.Values.Count}; measure everything on the same seeds.");
        measured[name] = new(name, bound, bound.Judged(values, baseline));
        return this;
    }

    void Check(string name, string what, double[] values)
    {
        if (values.Length == 0)
            throw new ArgumentException($"{Whose(name)}: no {what} given, one per seed expected.");
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is var seed and >= 0)
            throw new ArgumentException(
                $"{Whose(name)}: {what} hold {values[seed]} for seed {seed}; a run that diverged is a finding, so decide in the open what number it gets.");
    }

    string Whose(string name) => $"Claim '{Id}', '{name}'";

    ArgumentException Unknown(string name)
    {
        var known = criteria.Count == 0 ? "none" : string.Join(", ", criteria.Select(criterion => $"'{criterion.Name}'"));
        return new($"Claim '{Id}': no criterion '{name}'; there is {known}. Declare it before measuring.");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
