namespace Marginalia.Charts;

/// <summary>How notebook engines render a <see cref="Chart"/>.</summary>
internal sealed class ChartFormats
{
    readonly object[] formatters =
    [
        new MimeFormatter<Chart>("text/html", chart => chart.ToHtml()),
        new MimeFormatter<Chart>("text/plain", chart => chart.ToString()),
    ];

    /// <summary>The formatters, found by reflection.</summary>
    public IEnumerable<object> CreateTypeFormatters() => formatters;
}
