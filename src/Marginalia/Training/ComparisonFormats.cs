namespace Marginalia.Training;

/// <summary>How notebook engines render a <see cref="ComparisonTable"/>.</summary>
internal sealed class ComparisonFormats
{
    readonly object[] formatters =
    [
        new MimeFormatter<ComparisonTable>("text/html", table => table.ToHtml()),
        new MimeFormatter<ComparisonTable>("text/plain", table => table.ToString()),
    ];

    /// <summary>The formatters, found by reflection.</summary>
    public IEnumerable<object> CreateTypeFormatters() => formatters;
}
