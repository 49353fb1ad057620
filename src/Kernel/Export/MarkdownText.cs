using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>The Markdown of one page: formulas, tables, links, headings with anchors, pictures that travel with the page.</summary>
/// <param name="pictures">Where its pictures come from.</param>
/// <param name="links">Where its relative links lead: an address, or null for nowhere. Without it they stay as they are.</param>
internal sealed partial class MarkdownText(PictureSource pictures, Func<string, string?>? links = null)
{
    static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Use<MathExtension>().Build();

    readonly Anchors _anchors = new();
    readonly List<PageHeading> _headings = [];
    readonly StringBuilder _words = new();

    /// <summary>Whether a formula was among the texts so far.</summary>
    public bool HasMath { get; private set; }

    /// <summary>The first heading among the texts so far, as plain text, or null.</summary>
    public string? FirstHeading => Headings is [var first, ..] ? first.Text : null;

    /// <summary>The headings among the texts so far.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The texts so far, without markup and formulas.</summary>
    public string Words => _words.ToString();

    /// <summary>Whether a heading of the first level was among the texts so far.</summary>
    public bool HasTitle { get; private set; }

    /// <summary>The HTML of a text.</summary>
    public string Html(string markdown, JsonObject? attachments = null)
    {
        var document = Markdown.Parse(markdown.ReplaceLineEndings("\n"), s_pipeline);
        foreach (var node in document.Descendants().ToList())
            Prepare(node, attachments);
        using var writer = new StringWriter();
        var renderer = new Markdig.Renderers.HtmlRenderer(writer);
        s_pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    void Prepare(MarkdownObject node, JsonObject? attachments)
    {
        switch (node)
        {
            case MathBlock or MathInline:
                HasMath = true;
                break;
            case HeadingBlock heading:
                Anchor(heading);
                break;
            case LiteralInline literal:
                _words.Append(literal.Content.AsSpan()).Append(' ');
                break;
            case CodeInline code:
                _words.Append(code.Content).Append(' ');
                break;
            case LinkInline { IsImage: false, Url: { } address } link when links is not null && !Elsewhere().IsMatch(address):
                if (links(address) is { } target)
                    link.Url = target;
                else
                    link.ReplaceBy(new ContainerInline());
                break;
            case LinkInline { IsImage: true } image:
                image.ReplaceBy(new HtmlInline(Picture(image.Url ?? "", Text(image), attachments)), copyChildren: false);
                break;
            case HtmlInline html:
                html.Tag = Pictures(html.Tag, attachments);
                break;
            case HtmlBlock html:
                html.Lines = new StringLineGroup(Pictures(html.Lines.ToString(), attachments));
                break;
        }
    }

    void Anchor(HeadingBlock heading)
    {
        var text = heading.Inline is { } inline ? Text(inline) : "";
        HasTitle |= heading.Level == 1;
        var anchor = _anchors.Of(text);
        _headings.Add(new(text, anchor));
        heading.GetAttributes().Id = anchor;
        heading.Inline?.AppendChild(new HtmlInline($"<a class=\"anchor\" href=\"#{anchor}\" aria-label=\"Link to this section\"></a>"));
    }

    /// <summary>Pictures in HTML inside Markdown.</summary>
    string Pictures(string html, JsonObject? attachments) => PictureTag().Replace(html, tag =>
    {
        var address = WebUtility.HtmlDecode(tag.Groups["address"].Value);
        return pictures.DataUri(address, attachments) is { } data
            ? $"{tag.Groups["before"].Value}\"{data}\"{tag.Groups["after"].Value}" : Picture(address, "", attachments);
    });

    /// <summary>The picture itself; a link to a remote one; the name of one that is missing.</summary>
    string Picture(string address, string text, JsonObject? attachments)
    {
        var (source, label) = (HtmlText.Encode(address), HtmlText.Encode(text.Length > 0 ? text : address));
        if (PictureSource.IsRemote(address))
            return $"<a class=\"remote\" href=\"{source}\">{label}</a>";
        return pictures.DataUri(address, attachments) is { } data
            ? $"<img alt=\"{HtmlText.Encode(text)}\" src=\"{data}\">"
            : $"<span class=\"missing\">Picture not found: {source}{(text.Length > 0 ? $" ({label})" : "")}</span>";
    }

    static string Text(ContainerInline inlines) => string.Concat(inlines.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Tex,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    /// <summary>An address with a scheme or a host, or in the page itself.</summary>
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*:|//|#)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("""(?<before><img\b[^>]*?\ssrc\s*=\s*)(?:"(?<address>[^"]*)"|'(?<address>[^']*)')(?<after>[^>]*>)""", RegexOptions.IgnoreCase)]
    private static partial Regex PictureTag();
}
