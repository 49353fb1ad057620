namespace Marginalia.Conformance;

/// <summary>How far a number is from what is expected of it.</summary>
/// <param name="Key">Name of the value that it is part of.</param>
/// <param name="Place">Where in it, for example [2][0]; empty for one number.</param>
/// <param name="Got">The number.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Multiple">Their distance in units of the tolerance: at most 1 passes.</param>
public sealed record CaseDeviation(string Key, string Place, double Got, double Expected, double Multiple);
