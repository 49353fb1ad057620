using System.CommandLine;
using System.Reflection;

namespace Marginalia.Kit.CommandLine;

/// <summary>Reads a command line into the <see cref="Work"/> that it asks for, or a <see cref="UsageError"/>. Nothing is touched or run.</summary>
internal static class CommandTree
{
    static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>What kit says about itself. The launcher shows the same file, before anything is built.</summary>
    public static string Help { get; } = new StreamReader(typeof(CommandTree).Assembly.GetManifestResourceStream("help.txt")!).ReadToEnd().TrimEnd();

    /// <summary>Reads the words after <c>kit</c>.</summary>
    /// <exception cref="UsageError">The words make no sense; the message says which and why.</exception>
    public static Work Read(string[] words)
    {
        if (words is [] or ["help"] || IsHelp(words[0])) return Show(Help);
        if (words is ["--version", ..]) return Show($"kit {typeof(CommandTree).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}");
        if (words is ["help", .. var asked]) return Show(Find(asked).Command.Help);

        if (words.TakeWhile(word => word != "--").Any(IsHelp)) return Show(Find(words).Command.Help);
        var (command, parsed) = Parse(words);
        return command.Read(parsed);
    }

    /// <summary>The command that the words name, and its arguments and options.</summary>
    /// <exception cref="UsageError">There is no such command or option, or an argument is missing or too many.</exception>
    public static (KitCommand Command, ParseResult Words) Parse(string[] words)
    {
        var (command, rest) = Find(words);
        CheckOptions(command, rest);
        var parsed = command.Parse(rest, Plain);
        return parsed.Errors is [var error, ..]
            ? throw command.Wrong(char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.'))
            : (command, parsed);
    }

    static Work Show(string text) => session =>
    {
        session.Screen.Line(text);
        return Task.FromResult(0);
    };

    static bool IsHelp(string word) => word is "--help" or "-h" or "-?";

    /// <summary>The command that the first words name, and the words after them.</summary>
    public static (KitCommand Command, string[] After) Find(string[] words)
    {
        var (name, rest) = (words[0], words[1..]);
        if (Named(name, Commands.All) is not { } command)
            throw name.EndsWith(".ipynb", StringComparison.Ordinal)
                ? new UsageError($"'{name}' is a notebook, not a command", $"./kit run {name}")
                : new UsageError($"there is no {(name.StartsWith('-') ? "option" : "command")} '{name}'" + Suggestion(name, Commands.All));
        if (command is not CommandGroup || rest is [] || rest[0].StartsWith('-')) return (command, rest);
        return Named(rest[0], command.Subcommands) is { } inner
            ? (inner, rest[1..])
            : throw command.Wrong($"there is no '{command.Name} {rest[0]}'" + Suggestion(rest[0], command.Subcommands));
    }

    static KitCommand? Named(string name, IEnumerable<Command> commands) => commands.OfType<KitCommand>().FirstOrDefault(command => command.Name == name);

    // An unknown option would otherwise be taken for a notebook or a filter.
    static void CheckOptions(KitCommand command, string[] words)
    {
        for (var i = 0; i < words.Length && words[i] != "--"; i++)
        {
            var name = words[i].Split('=', ':')[0];
            var option = command.Options.FirstOrDefault(option => option.Name == name);
            if (option is null && name.StartsWith('-') && name.Length > 1)
                throw command.Wrong($"there is no option '{name}'" + Suggestion(name, command.Options));
            if (option is not null && option.ValueType != typeof(bool) && name == words[i])
                i++; // the next word is its value
        }
    }

    static string Suggestion(string word, IEnumerable<Symbol> known) =>
        Nearest.Of(word, known.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)) is { } near ? $"; did you mean '{near}'?" : "";
}
