using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Values as messages hold them: JSON types as JSON, all others as text.</summary>
internal static class BundleContent
{
    public static JsonObject Of(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, text) in bundle.Data)
            data[mimeType] = MimeBundle.IsJson(mimeType) ? Parse(text) : text;
        return data;
    }

    static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text; // a formatter wrote something else; the reader sees what
        }
    }
}
