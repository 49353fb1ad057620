namespace Marginalia.Kernel.Export;

/// <summary>A notebook as a page, and what can be looked for in it.</summary>
/// <param name="Html">The page.</param>
/// <param name="Headings">Its headings in their order.</param>
/// <param name="Text">The text of its Markdown without formulas.</param>
internal sealed record ExportedPage(string Html, IReadOnlyList<PageHeading> Headings, string Text);
