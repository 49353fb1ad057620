namespace Marginalia.Claims;

/// <summary>How a claim fared, from best to worst.</summary>
public enum Verdict
{
    /// <summary>Every criterion is met.</summary>
    Reproduced,

    /// <summary>Some criterion is missed, but each that is missed points the right way in the mean over seeds (see <see cref="Bound"/>).</summary>
    DirectionOnly,

    /// <summary>At least one criterion is missed and points the wrong way.</summary>
    NotReproduced,

    /// <summary>Nothing can be said: a measurement is missing, the budget is too small, or there are too few seeds.</summary>
    NotAttempted,
}
