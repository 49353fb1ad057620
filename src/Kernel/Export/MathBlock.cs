using System.Text;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Marginalia.Kernel.Export;

/// <summary>A formula that is a paragraph by itself.</summary>
/// <param name="parser">The parser that found it.</param>
/// <param name="closer">What ends it: <c>$$</c> or <c>\end{name}</c>.</param>
internal sealed class MathBlock(BlockParser parser, string closer) : LeafBlock(parser)
{
    public string Closer => closer;

    /// <summary>The TeX source, without dollar signs.</summary>
    public StringBuilder Tex { get; } = new();
}
