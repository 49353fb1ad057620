namespace Marginalia.Kernel.Export;

/// <summary>What a page has around its notebook when it is part of a site.</summary>
/// <param name="Files">Relative address of the folder with the files that all pages share.</param>
/// <param name="Head">HTML for the end of its head.</param>
/// <param name="Before">HTML in front of the notebook.</param>
/// <param name="After">HTML behind the notebook.</param>
/// <param name="Link">Where a relative link of the notebook's text leads in the site; null for nowhere, then its text stays.</param>
internal sealed record PageFrame(string Files, string Head, string Before, string After, Func<string, string?> Link);
