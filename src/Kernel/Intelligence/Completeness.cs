namespace Marginalia.Kernel.Intelligence;

/// <summary>Whether a cell can be run as it stands; consoles ask when the user ends a line.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Indent">Blanks that the next line of an incomplete cell starts with.</param>
public sealed record Completeness(CompletenessStatus Status, string Indent = "");
