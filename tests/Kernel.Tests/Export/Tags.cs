using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Tests.Export;

/// <summary>A simple check that the elements of a page are nested.</summary>
internal static partial class Tags
{
    static readonly HashSet<string> s_void = ["meta", "link", "img", "br", "hr", "input"];

    /// <summary>Tags that close nothing or are never closed, with what they met.</summary>
    public static IReadOnlyList<string> Unbalanced(string page)
    {
        var (open, wrong) = (new Stack<string>(), new List<string>());
        foreach (Match tag in Tag().Matches(Opaque().Replace(page, "<$1></$1>")))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (tag.Value[1] != '/' && !s_void.Contains(name))
                open.Push(name);
            else if (tag.Value[1] == '/' && (open.Count == 0 || open.Pop() is var last && last != name))
                wrong.Add(tag.Value);
        }
        return [.. wrong, .. open];
    }

    [GeneratedRegex(@"<(script|style)\b[^>]*>.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Opaque();

    [GeneratedRegex(@"</?(?<name>[a-zA-Z][a-zA-Z0-9]*)\b(?:""[^""]*""|[^>""])*>")]
    private static partial Regex Tag();
}
