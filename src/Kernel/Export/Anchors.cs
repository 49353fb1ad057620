using System.Text;

namespace Marginalia.Kernel.Export;

/// <summary>Names for a page's headings, each given once.</summary>
internal sealed class Anchors
{
    readonly HashSet<string> _taken = [];

    /// <summary>A name made of the heading's letters and digits; numbered when it is taken.</summary>
    public string Of(string heading)
    {
        var name = new StringBuilder();
        foreach (var c in heading.ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                name.Append(c);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        var stem = name.ToString().Trim('-') is { Length: > 0 } text ? text : "section";
        var anchor = stem;
        for (var i = 2; !_taken.Add(anchor); i++)
            anchor = $"{stem}-{i}";
        return anchor;
    }
}
