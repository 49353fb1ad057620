using System.Text.RegularExpressions;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Completes lines that start with <c>#</c>: names of directives and languages, files, packages.</summary>
internal sealed partial class DirectiveCompleter(IEnumerable<string> languages)
{
    static readonly (string Name, string Summary)[] s_lines =
    [
        ("#r", "reference an assembly or a package"),
        ("#i", "add a source of packages"),
        ("#load", "insert a C# file"),
    ];

    static readonly string[] s_preprocessor = ["#define", "#elif", "#else", "#endif", "#endregion", "#error", "#if", "#nullable", "#pragma", "#region", "#undef", "#warning"];

    /// <summary>The ways to go on in the line; null when it is no directive, or one that the language knows better.</summary>
    public Completions? Complete(string code, int position, string language)
    {
        var lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var line = code[lineStart..position];
        if (!line.StartsWith('#'))
            return null;
        if (NamePattern().IsMatch(line))
            return new(lineStart, Cursor.WordAt(code, position).End, [.. Names(language).Where(item => item.Text.StartsWith(line, StringComparison.OrdinalIgnoreCase))]);
        if (QuotedPattern().Match(line) is { Success: true } quoted)
            return Quoted(quoted.Groups["name"].Value, quoted.Groups["text"].Value, position);
        if (ImportPattern().Match(line) is { Success: true } import)
            return PathCompleter.Complete(import.Groups["path"].Value, position, ".ipynb", ".dib", ".cs", ".csx");
        return line.StartsWith("#!", StringComparison.Ordinal) || language != CellLanguage.CSharp || line.StartsWith("#r", StringComparison.Ordinal) ? Completions.None(position) : null;
    }

    /// <summary>What the directive at the position does.</summary>
    public MimeBundle? Inspect(string code, int position)
    {
        var lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var word = code[lineStart..].Split('\n')[0].Split([' ', '\t', '\r'], 2)[0];
        if (!word.StartsWith('#') || position > lineStart + word.Length)
            return null;
        return All().Where(known => known.Name == word).Select(known => MimeBundle.Of("text/plain", $"{known.Name}: {known.Summary}")).FirstOrDefault();
    }

    IEnumerable<(string Name, string Summary)> All() =>
        Directive.All.Select(directive => ("#!" + directive.Name, directive.Summary))
            .Concat(languages.Select(language => ("#!" + language, $"go on in {language}")))
            .Concat(s_lines);

    IEnumerable<CompletionItem> Names(string language) =>
        All().Where(known => language == CellLanguage.CSharp || known.Name.StartsWith("#!", StringComparison.Ordinal))
            .OrderBy(known => known.Name, StringComparer.Ordinal)
            .Select(known => new CompletionItem(known.Name, CompletionKind.Directive, null, () => (known.Name, known.Summary)))
            .Concat(language == CellLanguage.CSharp ? s_preprocessor.Select(name => new CompletionItem(name, CompletionKind.Keyword)) : []);

    static Completions Quoted(string name, string text, int position) => name switch
    {
        "load" => PathCompleter.Complete(text, position, ".cs", ".csx"),
        _ when text.StartsWith("nuget:", StringComparison.Ordinal) => name == "r" ? InstalledPackages.Complete(text["nuget:".Length..], position) : Completions.None(position),
        "r" when text.StartsWith("project:", StringComparison.Ordinal) => PathCompleter.Complete(text["project:".Length..].TrimStart(), position, ".csproj", ".fsproj"),
        "r" => WithSchemes(text, position, PathCompleter.Complete(text, position, ".dll"), "nuget:", "project:"),
        _ => WithSchemes(text, position, PathCompleter.Complete(text, position), "nuget:"),
    };

    static Completions WithSchemes(string text, int position, Completions paths, params string[] schemes)
    {
        var found = schemes.Where(scheme => scheme.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Select(scheme => new CompletionItem(scheme, CompletionKind.Directive)).ToList();
        return found.Count == 0 ? paths : paths with { Start = position - text.Length, Items = [.. found, .. paths.Items] };
    }

    [GeneratedRegex(@"^#!?[\w-]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("""^#(?<name>r|i|load)\s+"(?<text>[^"]*)$""")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex("""^#!import\s+(--file\s+)?"?(?<path>[^"]*)$""")]
    private static partial Regex ImportPattern();
}
