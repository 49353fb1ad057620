using System.Text;
using System.Text.RegularExpressions;

namespace Marginalia.Kit.Documents;

/// <summary>A paper as somebody names it.</summary>
/// <param name="Title">Its title, or null.</param>
/// <param name="Arxiv">Its arXiv id, or null.</param>
internal sealed partial record Paper(string? Title, string? Arxiv)
{
    /// <summary>Reads words: a title, an arXiv id or address, or both in any order.</summary>
    public static Paper Of(IEnumerable<string> words)
    {
        var (title, arxiv) = (new List<string>(), (string?)null);
        foreach (var word in words.SelectMany(word => word.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (arxiv is null && Id().Match(word) is { Success: true } id)
                arxiv = id.Groups[1].Value;
            else
                title.Add(word);
        return new(title.Count > 0 ? string.Join(' ', title) : null, arxiv);
    }

    /// <summary>The year of its arXiv id, or null.</summary>
    public int? Year => Arxiv is null ? null : Arxiv.Split('/')[^1][..2] is var year && int.Parse(year) is >= 91 and var old ? 1900 + old : 2000 + int.Parse(year);

    /// <summary>What it is called: its title, or its id.</summary>
    public string Called => Title ?? $"arXiv {Arxiv}";

    /// <summary>A file's name for it: the words before the first colon, in lower case, joined by hyphens.</summary>
    public string FileName
    {
        get
        {
            var name = new StringBuilder();
            foreach (var c in Called.Split(':')[0].ToLowerInvariant())
                if (char.IsAsciiLetterOrDigit(c)) name.Append(c);
                else if (name.Length > 0 && name[^1] != '-' && !char.IsLetterOrDigit(c)) name.Append('-');
            return string.Join('-', name.ToString().Trim('-').Split('-').Take(6));
        }
    }

    [GeneratedRegex(@"^(?:arxiv:|(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?[,.]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
