using System.CommandLine;

namespace Marginalia.Kit.CommandLine;

/// <summary>Reads the command line: the words into a <see cref="Request"/>, or a <see cref="UsageError"/>. Nothing is touched or run.</summary>
internal static class CommandTree
{
    static readonly RunWords Run = new();
    static readonly Option<bool> Json = new("--json");
    static readonly Option<bool> Write = new("--write");
    static readonly Argument<string[]> Filter = new("FILTER") { Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<bool> List = new("--list");
    static readonly Argument<string[]> Suite = new("SUITE") { Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<int?> Rounds = new("--rounds"), Threads = new("--threads");
    static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>The commands with their options.</summary>
    public static IReadOnlyList<Command> Commands { get; } = [Run.Command, new("status") { Json, Write }, new("test") { Filter, List }, new("bench") { Suite, Rounds, Threads }, new("doctor")];

    /// <summary>Reads the words after <c>kit</c>.</summary>
    /// <exception cref="UsageError">The words make no sense; the message says which and why.</exception>
    public static Request Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || IsHelp(words[0])) return new HelpRequest(null);
        if (words[0] == "help") return new HelpRequest(words.Count > 1 ? Find(words[1]).Name : null);
        if (words[0] == "--version") return new VersionRequest();
        var command = Find(words[0]);
        string[] rest = [.. words.Skip(1)];
        if (rest.TakeWhile(word => word != "--").Any(IsHelp)) return new HelpRequest(command.Name);

        CheckOptions(command, rest);
        var parsed = command.Parse(rest, Plain);
        if (parsed.Errors is [var error, ..])
            throw Wrong(command, char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.'));
        return command.Name switch
        {
            "run" => Run.Read(parsed),
            "status" => new StatusRequest(parsed.GetValue(Json), parsed.GetValue(Write)),
            "doctor" => new DoctorRequest(),
            "bench" => Bench(command, parsed.GetValue(Suite) ?? [], parsed.GetValue(Rounds), parsed.GetValue(Threads)),
            _ => new TestRequest(parsed.GetValue(Filter) switch
            {
                null or [] => null,
                [var filter] => filter,
                var many => throw Wrong(command, $"takes one filter, not {many.Length} ({string.Join(' ', many)})"),
            }, parsed.GetValue(List)),
        };
    }

    /// <summary>A usage error of one command, with the hint to ask for its help when there is no better one.</summary>
    public static UsageError Wrong(Command command, string message, string? hint = null) =>
        new($"{command.Name}: {message}", hint ?? $"./kit {command.Name} --help explains it");

    static BenchRequest Bench(Command command, string[] words, int? rounds, int? threads)
    {
        if (words is not ["torch"] and not ["torch", _]) throw Wrong(command, words.Length == 0 ? "needs the name of a suite: torch" : $"there is no suite '{string.Join(' ', words)}'; there is: torch [CASE]");
        if (rounds is < 1 || threads is < 1) throw Wrong(command, "--rounds and --threads take a number of at least 1");
        return new([.. words, .. rounds is { } r ? (string[])["--rounds", $"{r}"] : [], .. threads is { } t ? (string[])["--threads", $"{t}"] : []]);
    }

    static bool IsHelp(string word) => word is "--help" or "-h" or "-?";

    static Command Find(string name)
    {
        if (Commands.FirstOrDefault(command => command.Name == name) is { } found) return found;
        if (name.EndsWith(".ipynb", StringComparison.Ordinal))
            throw new UsageError($"'{name}' is a notebook, not a command", $"./kit run {name}");
        throw new UsageError($"there is no {(name.StartsWith('-') ? "option" : "command")} '{name}'" + Suggestion(name, HelpTexts.Commands));
    }

    // An unknown option would otherwise be taken for a notebook or a filter.
    static void CheckOptions(Command command, string[] words)
    {
        for (var i = 0; i < words.Length && words[i] != "--"; i++)
        {
            var name = words[i].Split('=', ':')[0];
            var option = command.Options.FirstOrDefault(option => option.Name == name);
            if (option is null && name.StartsWith('-') && name.Length > 1)
                throw Wrong(command, $"there is no option '{name}'" + Suggestion(name, command.Options.Select(known => known.Name)));
            if (option is not null && option.ValueType != typeof(bool) && name == words[i])
                i++; // the next word is its value
        }
    }

    static string Suggestion(string word, IEnumerable<string> candidates) =>
        Nearest.Of(word, candidates) is { } near ? $"; did you mean '{near}'?" : "";
}
