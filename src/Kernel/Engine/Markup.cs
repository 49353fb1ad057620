using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>Cells in other languages than C# are shown, not run.</summary>
internal static class Markup
{
    public static MimeBundle Render(MarkupPart part) => part.Language switch
    {
        "html" => MimeBundle.Of("text/html", part.Text),
        "markdown" => MimeBundle.Of("text/markdown", part.Text),
        "javascript" => MimeBundle.Of("text/html", $"<script type=\"text/javascript\">{part.Text}</script>"),
        "mermaid" => MimeBundle.Of("text/markdown", $"```mermaid\n{part.Text}\n```"),
        _ => throw new NotSupportedException($"{part.Language} has no rendering"),
    };
}
