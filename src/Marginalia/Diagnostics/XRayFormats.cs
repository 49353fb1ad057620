using Marginalia.Rendering;

namespace Marginalia.Diagnostics;

/// <summary>How notebook engines render an <see cref="XRay"/>.</summary>
internal sealed class XRayFormats
{
    readonly object[] formatters =
    [
        new MimeFormatter<XRay>("text/html", xray => CardHtml.Of(Card(xray)) + (xray.Frames.Count > 0 ? xray.Figures().ToHtml() : "")),
        new MimeFormatter<XRay>("text/plain", xray => CardText.Of(Card(xray))),
    ];

    /// <summary>The formatters, found by reflection.</summary>
    public IEnumerable<object> CreateTypeFormatters() => formatters;

    static Card Card(XRay xray) => new("X-ray", $"{xray.Balancer.GetName()}, {xray.TaskCount} tasks, {xray.Balancer.Steps} steps") { Remarks = [xray.Summary] };
}
