using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>JSON as HTML: a tree of closed objects and arrays.</summary>
internal static class JsonTree
{
    public static void Write(JsonElement element, FormatContext context)
    {
        context.NeedsStyle = true;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteTree(element, element.EnumerateObject().Select(property => ((string?)property.Name, property.Value)), context);
                break;
            case JsonValueKind.Array:
                WriteTree(element, element.EnumerateArray().Select(item => ((string?)null, item)), context);
                break;
            case JsonValueKind.Number:
                context.Writer.Write($"<span><div class=\"dni-plaintext\"><pre>{element.GetRawText()}</pre></div></span>");
                break;
            case JsonValueKind.String:
                WriteValue($"\"{element.GetString()}\"", context);
                break;
            case JsonValueKind.Null:
                WriteValue(Formatter.NullString, context);
                break;
            default:
                WriteValue(element.ValueKind == JsonValueKind.Undefined ? "(undefined)" : element.GetRawText(), context);
                break;
        }
    }

    static void WriteValue(string text, FormatContext context) => context.Writer.Write($"<span>{HtmlText.Encode(text)}</span>");

    static void WriteTree(JsonElement element, IEnumerable<(string? Name, JsonElement Value)> members, FormatContext context)
    {
        var writer = context.Writer;
        writer.Write($"<details class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>{HtmlText.Encode(Summary.Of(element, context))}</code></span></summary><div><table><thead><tr></tr></thead><tbody>");
        foreach (var (name, value) in members)
        {
            writer.Write(name is null ? "<tr><td>" : $"<tr><td>{HtmlText.Encode(name)}</td><td>");
            Write(value, context);
            writer.Write("</td></tr>");
        }
        writer.Write("</tbody></table></div></details>");
    }
}
