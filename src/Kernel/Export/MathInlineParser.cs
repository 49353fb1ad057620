using Markdig.Helpers;
using Markdig.Parsers;

namespace Marginalia.Kernel.Export;

/// <summary>
/// <c>$..$</c> and <c>$$..$$</c> inside text. A single dollar opens before something other than a blank and closes after something
/// other than a blank, and not before a digit: amounts of money stay money. A backtick in between starts code.
/// </summary>
internal sealed class MathInlineParser : InlineParser
{
    public MathInlineParser() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.Text.AsSpan(slice.Start, slice.Length);
        var display = text.StartsWith("$$");
        var length = display ? DisplayLength(text[2..]) : InlineLength(text[1..]);
        if (length <= 0)
            return false;
        var width = display ? 2 : 1;
        processor.Inline = new MathInline(text.Slice(width, length).ToString(), display);
        slice.Start += length + 2 * width;
        return true;
    }

    static int DisplayLength(ReadOnlySpan<char> text) => text.IndexOf("$$");

    static int InlineLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsWhiteSpace(text[0]))
            return -1;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\\')
                i++;
            else if (text[i] == '`')
                return -1;
            else if (text[i] == '$')
                return i > 0 && char.IsWhiteSpace(text[i - 1]) || i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) ? -1 : i;
        return -1;
    }
}
