using System.Text;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What is known of a symbol, written for a reader.</summary>
/// <param name="symbol">The symbol.</param>
/// <param name="others">Its other overloads.</param>
/// <param name="value">Its value, when it is a variable that has one.</param>
/// <param name="documentation">Its documentation.</param>
/// <param name="isCall">Whether the cursor is between the brackets of a call.</param>
/// <param name="parameter">The parameter that the cursor is at.</param>
/// <param name="all">Whether to list all overloads, and remarks.</param>
internal sealed class InspectionText(ISymbol symbol, IReadOnlyList<ISymbol> others, string? value, Documentation? documentation, bool isCall, IParameterSymbol? parameter, bool all)
{
    const int OverloadsShown = 4;

    /// <summary>As plain text, Markdown and HTML.</summary>
    public MimeBundle Bundle => new(new Dictionary<string, string>
    {
        ["text/html"] = Html(),
        ["text/markdown"] = Markdown(),
        ["text/plain"] = Plain(),
    });

    string Plain()
    {
        var text = new StringBuilder(Signature(Signatures.Line));
        Paragraph(text, documentation?.Summary);
        var parts = Parts(DocumentationStyle.Plain).ToList();
        if (parts.Count > 0)
            text.Append("\n\n").AppendJoin('\n', parts.Select(part => $"{part.Name}: {part.Text}"));
        Paragraph(text, Remarks(DocumentationStyle.Plain));
        return text.ToString();
    }

    string Markdown()
    {
        var text = new StringBuilder($"```csharp\n{Signature(Signatures.Line)}\n```");
        Paragraph(text, documentation?.Text("summary", DocumentationStyle.Markdown));
        var parts = Parts(DocumentationStyle.Markdown).ToList();
        if (parts.Count > 0)
            text.Append("\n\n").AppendJoin('\n', parts.Select(part => $"- **{part.Name}**: {part.Text.Replace("\n", "\n  ")}"));
        Paragraph(text, Remarks(DocumentationStyle.Markdown));
        return text.ToString();
    }

    string Html()
    {
        var text = new StringBuilder($"<pre><code>{Signature(HtmlSignature)}</code></pre>");
        Tag(text, "p", documentation?.Text("summary", DocumentationStyle.Html));
        var parts = Parts(DocumentationStyle.Html).ToList();
        if (parts.Count > 0)
            text.Append("<dl>").AppendJoin("", parts.Select(part => $"<dt>{(parameter is not null && part.Name == parameter.Name ? $"<b>{part.Name}</b>" : HtmlText.Encode(part.Name))}</dt><dd>{part.Text}</dd>")).Append("</dl>");
        Tag(text, "p", Remarks(DocumentationStyle.Html));
        return text.ToString();
    }

    string Signature(Func<ISymbol, string> line)
    {
        var text = line(symbol);
        if (value is not null)
            text += " = " + (line == (Func<ISymbol, string>)HtmlSignature ? HtmlText.Encode(value) : value);
        var shown = all ? others.Count : isCall ? Math.Min(others.Count, OverloadsShown) : 0;
        text = string.Join('\n', others.Take(shown).Select(line).Prepend(text));
        return (others.Count - shown) switch
        {
            0 => text,
            1 => $"{text} (+1 overload)",
            var left => $"{text} (+{left} overloads)",
        };
    }

    string HtmlSignature(ISymbol shown) => string.Concat(Signatures.Parts(shown).Select(part =>
        parameter is not null && part.Symbol is IParameterSymbol && SymbolEqualityComparer.Default.Equals(part.Symbol, parameter)
            ? $"<b>{HtmlText.Encode(part.ToString())}</b>"
            : HtmlText.Encode(part.ToString())));

    IEnumerable<(string Name, string Text)> Parts(DocumentationStyle style)
    {
        if (documentation is null)
            yield break;
        foreach (var part in documentation.Named("param", style).Concat(all ? documentation.Named("typeparam", style) : []).Where(part => part.Text != ""))
            yield return part;
        if (documentation.Text("returns", style) is { Length: > 0 } returns)
            yield return ("Returns", returns);
        if (documentation.Text("value", style) is { Length: > 0 } held)
            yield return ("Value", held);
        foreach (var (name, when) in documentation.Named("exception", style))
            yield return ("Throws " + name, when);
    }

    string? Remarks(DocumentationStyle style) => all ? documentation?.Text("remarks", style) : null;

    static void Paragraph(StringBuilder text, string? paragraph)
    {
        if (!string.IsNullOrEmpty(paragraph))
            text.Append("\n\n").Append(paragraph);
    }

    static void Tag(StringBuilder text, string tag, string? content)
    {
        if (!string.IsNullOrEmpty(content))
            text.Append($"<{tag}>{content}</{tag}>");
    }
}
