namespace Marginalia.Kernel.Export;

/// <summary>How a notebook becomes a page.</summary>
public sealed record HtmlOptions
{
    /// <summary>The page's title; null for the notebook's first heading, else its file name.</summary>
    public string? Title { get; init; }

    /// <summary>Scripts to carry along where outputs need them, e.g. plotly.</summary>
    public IReadOnlyList<PageScript> Scripts { get; init; } = [];

    /// <summary>The folder with <c>katex.min.js</c>, <c>katex.min.css</c> and <c>fonts/</c>; null or absent leaves formulas as TeX.</summary>
    public string? KatexFolder { get; init; }

    /// <summary>The site that the page is part of; null for a page that needs nothing else.</summary>
    internal PageFrame? Frame { get; init; }
}
