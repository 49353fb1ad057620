namespace Marginalia.Torch.Tests.Api;

/// <summary>A table in a page of docs/ that the tests keep true: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
static class DocumentedTable
{
    /// <summary>Fails if the page shows other lines; with UPDATE_API=1 it writes them instead.</summary>
    internal static void Check(string page, string name, IEnumerable<string> lines)
    {
        var file = Repository.PathTo("docs", page);
        var text = File.ReadAllText(file);
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, $"docs/{page} has no part {start.Trim()} ... {end}.");
        var table = string.Join('\n', lines.Prepend("").Append("").Append(""));
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1") File.WriteAllText(file, text[..from] + table + text[to..]);
        else Assert.True(text[from..to] == table, $"The part {name} of docs/{page} is out of date; run the tests once with UPDATE_API=1. It should be:\n{table}");
    }
}
