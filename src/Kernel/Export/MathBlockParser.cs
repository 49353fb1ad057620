using System.Text.RegularExpressions;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Marginalia.Kernel.Export;

/// <summary>
/// <c>$$..$$</c> over one or more lines, and <c>\begin{name}..\end{name}</c>. Nothing in between is Markdown, not even a line that
/// starts with a dash. A formula ends before the next empty line; otherwise the dollars are just dollars.
/// </summary>
internal sealed partial class MathBlockParser : BlockParser
{
    const string Dollars = "$$";

    public MathBlockParser() => OpeningCharacters = ['$', '\\'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var start = processor.Line.Start;
        if (processor.IsCodeIndent || Formula().Match(processor.Line.Text, start) is not { Success: true } formula)
            return BlockState.None;
        var name = formula.Groups["name"];
        var block = new MathBlock(this, name.Success ? $@"\end{{{name.Value}}}" : Dollars) { Column = processor.Column, Span = new(start, processor.Line.End) };
        processor.NewBlocks.Push(block);
        return Add(block, processor.Line.ToString(), name.Success ? 0 : Dollars.Length);
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block) => Add((MathBlock)block, processor.Line.ToString(), 0);

    /// <summary>Adds a line from a position on; the formula ends with it when its closing mark does.</summary>
    static BlockState Add(MathBlock block, string line, int from)
    {
        var text = line.AsSpan(from).TrimEnd();
        var ends = text.EndsWith(block.Closer, StringComparison.Ordinal);
        if (ends && block.Closer == Dollars)
            text = text[..^Dollars.Length];
        if (block.Tex.Length > 0)
            block.Tex.Append('\n');
        block.Tex.Append(text);
        return ends ? BlockState.BreakDiscard : BlockState.ContinueDiscard;
    }

    [GeneratedRegex(@"\G(?:\$\$(?!\$)(?:(?!\$\$|\n\s*\n)[\s\S])+\$\$|\\begin\{(?<name>\w+\*?)\}(?:(?!\n\s*\n)[\s\S])*?\\end\{\k<name>\})[ \t]*(?:\r?\n|\z)")]
    private static partial Regex Formula();
}
