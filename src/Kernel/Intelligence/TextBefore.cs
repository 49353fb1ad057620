using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Expressions in text that cannot be parsed as a whole.</summary>
internal static class TextBefore
{
    /// <summary>The expression that the text ends in: names, dots and brackets in pairs.</summary>
    public static string Dot(string text)
    {
        var start = text.Length;
        for (var depth = 0; start > 0; start--)
        {
            var c = text[start - 1];
            if (c is ')' or ']')
                depth++;
            else if (c is '(' or '[' && --depth < 0)
                break;
            else if (depth == 0 && !SyntaxFacts.IsIdentifierPartCharacter(c) && c is not ('.' or '(' or '['))
                break;
        }
        return text[start..];
    }
}
