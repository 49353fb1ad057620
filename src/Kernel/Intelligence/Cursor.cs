using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>
/// The word at a position of C# text. To be analysed, it is replaced by <see cref="Mark"/>: what can stand there does not depend on
/// what has been typed of it, and half a keyword does not change how the rest is parsed.
/// </summary>
/// <param name="Text">The text, with the mark.</param>
/// <param name="Start">Where the word starts.</param>
/// <param name="Length">How long the word is; 0 between words.</param>
/// <param name="Prefix">What of it lies before the cursor.</param>
internal sealed record Cursor(string Text, int Start, int Length, string Prefix)
{
    public const string Mark = "__cursor__";

    public int End => Start + Length;

    public static Cursor At(string code, int position)
    {
        var (start, end) = WordAt(code, position);
        if (start > 0 && code[start - 1] == '@')
            start--;
        return new(string.Concat(code.AsSpan(0, start), Mark, code.AsSpan(end)), start, end - start, code[start..position].TrimStart('@'));
    }

    /// <summary>The letters, digits and underscores around a position.</summary>
    public static (int Start, int End) WordAt(string code, int position)
    {
        var (start, end) = (position, position);
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        return (start, end);
    }
}
