using System.Text;

namespace Marginalia.Kernel.Export;

/// <summary>Names for a page's headings, each given once.</summary>
internal sealed class Anchors
{
    readonly HashSet<string> _taken = [];

    /// <summary>A name made of the heading's letters and digits; numbered when it is taken.</summary>
    public string Of(string heading)
    {
        var stem = Stem(heading);
        var anchor = stem;
        for (var i = 2; !_taken.Add(anchor); i++)
            anchor = $"{stem}-{i}";
        return anchor;
    }

    /// <summary>The name before it is numbered.</summary>
    public static string Stem(string heading)
    {
        var name = new StringBuilder();
        foreach (var c in heading.ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                name.Append(c);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        return name.ToString().Trim('-') is { Length: > 0 } text ? text : "section";
    }
}
