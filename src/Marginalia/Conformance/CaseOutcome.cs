namespace Marginalia.Conformance;

/// <summary>What came of a case.</summary>
public enum CaseOutcome
{
    /// <summary>All that is expected came out, or the refusal that is expected.</summary>
    Passed,

    /// <summary>A number is off or missing, or input that must be refused was not.</summary>
    Failed,

    /// <summary>The method refused input that has an answer, or broke.</summary>
    Refused,

    /// <summary>The method, or the variant asked for, is not here, or nothing is expected.</summary>
    Unknown,

    /// <summary>A field that the method needs is missing or not of its kind.</summary>
    Malformed,
}
