namespace Marginalia.Kit.Tests;

/// <summary>
/// The commands that a Markdown text tells its reader to type: in fenced <c>sh</c> blocks, each line that starts with
/// <c>./kit</c> (after a prompt <c>$</c> or assignments such as <c>LIBTORCH=/opt/libtorch</c>), without its comment.
/// </summary>
internal static class ReadmeCommands
{
    public static IEnumerable<string[]> In(string markdown)
    {
        var inside = false;
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```sh";
            else if (inside && Words(line) is ["./kit", .. var words]) yield return words;
        }
    }

    static string[] Words(string line) =>
    [
        .. line.Split(" #")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => word == "$" || (word.Contains('=') && !word.StartsWith('-') && !word.StartsWith('.'))),
    ];
}
