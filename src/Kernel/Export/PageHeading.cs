namespace Marginalia.Kernel.Export;

/// <summary>A heading of a page.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Anchor">Its name in the page.</param>
internal sealed record PageHeading(string Text, string Anchor);
