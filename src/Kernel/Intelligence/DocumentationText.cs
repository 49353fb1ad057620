using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Writes the XML of documentation comments for a reader.</summary>
internal sealed partial class DocumentationText
{
    readonly StringBuilder _text = new();
    readonly DocumentationStyle _style;

    DocumentationText(DocumentationStyle style) => _style = style;

    /// <summary>What is in the element.</summary>
    public static string Of(XElement element, DocumentationStyle style)
    {
        var text = new DocumentationText(style);
        text.WriteContent(element);
        return BlankLines().Replace(text._text.ToString().Trim(), "\n\n");
    }

    /// <summary>The name in a reference such as <c>M:System.Math.Max(System.Int32)</c>: <c>Math.Max</c>, or <c>String</c> for a type.</summary>
    public static string NameOf(string reference)
    {
        if (reference is not [var kind, ':', .. var id])
            return reference.Split('(')[0].Replace('{', '<').Replace('}', '>'); // as written in a cell
        var words = Arity().Replace(id.Split('(')[0], "").Replace(".#ctor", "").Split('.');
        return string.Join('.', words.TakeLast(kind is 'T' or 'N' || id.Contains("#ctor") ? 1 : 2));
    }

    void WriteContent(XElement element)
    {
        foreach (var node in element.Nodes())
            if (node is XText text)
                WriteText(text.Value);
            else if (node is XElement child)
                Write(child);
    }

    void Write(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when element.IsEmpty || !element.Nodes().Any():
                WriteCode((string?)element.Attribute("langword") ?? (element.Attribute("cref") is { } cref ? NameOf(cref.Value) : (string?)element.Attribute("href") ?? ""));
                break;
            case "paramref" or "typeparamref":
                WriteCode((string?)element.Attribute("name") ?? "");
                break;
            case "c":
                WriteCode(element.Value.Trim());
                break;
            case "code":
                WriteBlock(element.Value);
                break;
            case "para" or "p" or "list":
                Break();
                WriteContent(element);
                Break();
                break;
            case "br":
                _text.Append(_style == DocumentationStyle.Html ? "<br>" : "\n");
                break;
            case "item":
                _text.Append(_style == DocumentationStyle.Html ? "<br>• " : "\n- ");
                WriteContent(element);
                break;
            case "term":
                WriteContent(element);
                if (element.ElementsAfterSelf("description").Any())
                    _text.Append(": ");
                break;
            default:
                WriteContent(element);
                break;
        }
    }

    /// <summary>Text, with lines joined; paragraphs that are only set apart by a blank line stay apart.</summary>
    void WriteText(string text)
    {
        var paragraphs = BlankLines().Split(text);
        for (var index = 0; index < paragraphs.Length; index++)
        {
            if (index > 0)
                Break();
            var joined = Blanks().Replace(paragraphs[index], " ");
            if (_text.Length == 0 || _text[^1] is '\n' or ' ')
                joined = joined.TrimStart(' ');
            _text.Append(_style switch
            {
                DocumentationStyle.Html => HtmlText.Encode(joined),
                DocumentationStyle.Markdown => Special().Replace(joined, @"\$0"),
                _ => joined,
            });
        }
    }

    void WriteCode(string code) => _text.Append(_style switch
    {
        DocumentationStyle.Html => $"<code>{HtmlText.Encode(code)}</code>",
        DocumentationStyle.Markdown => $"`{code}`",
        _ => code,
    });

    void WriteBlock(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var margin = lines.Where(line => line.Trim() != "").Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        var text = string.Join('\n', lines.Select(line => line.Length >= margin ? line[margin..] : ""));
        Break();
        _text.Append(_style switch
        {
            DocumentationStyle.Html => $"<pre>{HtmlText.Encode(text)}</pre>",
            DocumentationStyle.Markdown => $"```csharp\n{text}\n```",
            _ => string.Join('\n', text.Split('\n').Select(line => "    " + line)),
        });
        Break();
    }

    void Break()
    {
        if (_text.Length > 0)
            _text.Append(_style == DocumentationStyle.Html ? "<br>" : "\n\n");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[ \t]*\n[ \t]*\n\s*")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"[\\`*_\[\]<>]")]
    private static partial Regex Special();
}
