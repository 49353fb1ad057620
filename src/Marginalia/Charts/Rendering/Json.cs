using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Rendering;

/// <summary>JSON as this library writes it: safe inside an HTML script element, other scripts than Latin readable, NaN as null.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Text(JsonNode node) => node.ToJsonString(Options);

    /// <summary>Values on an axis, rounded to what the axis can show; null where a value has no place on it.</summary>
    public static JsonArray Axis(IEnumerable<double> values, Scale scale) => Rounded(values, scale.High - scale.Low, scale.Log);

    /// <summary>Values rounded to a hundred-thousandth of their span.</summary>
    public static JsonArray Rounded(IEnumerable<double> values, double span, bool log = false) =>
        [.. values.Select(value => Extent.Drawable(value, log) ? JsonValue.Create(Numbers.Round(value, span, log)) : null)];

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
