using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Marginalia.Kernel.Formatting;
using MarkdigRenderer = Markdig.Renderers.HtmlRenderer;

namespace Marginalia.Kernel.Export;

/// <summary>
/// Formulas in Markdown, untouched by its rules for emphasis and escapes: each becomes an element with <c>data-tex</c> that holds
/// its TeX between <c>\(..\)</c> or <c>\[..\]</c>, readable as it is and ready for KaTeX.
/// </summary>
internal sealed class MathExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new MathBlockParser());
        pipeline.InlineParsers.Insert(0, new MathInlineParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Add(new InlineRenderer());
        renderer.ObjectRenderers.Add(new BlockRenderer());
    }

    /// <summary>A formula on a line of its own.</summary>
    public static string Display(string tex, string element = "div") => $@"<{element} class=""math display"" data-tex>\[{HtmlText.Encode(tex)}\]</{element}>";

    sealed class InlineRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(MarkdigRenderer renderer, MathInline math) =>
            renderer.Write(math.Display ? Display(math.Tex, "span") : $@"<span class=""math"" data-tex>\({HtmlText.Encode(math.Tex)}\)</span>");
    }

    sealed class BlockRenderer : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(MarkdigRenderer renderer, MathBlock math) => renderer.EnsureLine().WriteLine(Display(math.Tex.ToString().Trim()));
    }
}
