using System.CommandLine;
using System.Globalization;

namespace Marginalia.Kit.CommandLine;

/// <summary>The words of <c>kit run</c>: its options, and how they are read.</summary>
internal sealed class RunWords
{
    readonly Argument<string[]> notebooks = new("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> quick = new("--quick");
    readonly Option<string[]> parameters = new("-p") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    readonly Option<string> outputFolder = new("--out");
    readonly Option<bool> save = new("--save");
    readonly Option<string> timeout = new("--timeout");

    public RunWords() => Command = new("run") { notebooks, quick, parameters, outputFolder, save, timeout };

    /// <summary>The command as the parser sees it.</summary>
    public Command Command { get; }

    /// <summary>The request behind the parsed words.</summary>
    /// <exception cref="UsageError">No notebook, a malformed value, or options that exclude each other.</exception>
    public RunRequest Read(ParseResult parsed)
    {
        var request = new RunRequest(
            parsed.GetValue(notebooks) ?? [],
            parsed.GetValue(quick),
            ReadParameters(parsed.GetValue(parameters) ?? []),
            parsed.GetValue(outputFolder),
            parsed.GetValue(save),
            ReadTimeout(parsed.GetValue(timeout)));
        if (request.Notebooks.Count == 0)
            throw Wrong("which notebook?", "./kit run notebooks/balancing/gradnorm.ipynb; ./kit status lists them all");
        if (request.Save && (request.Quick || request.Parameters.Count > 0))
            throw Wrong($"--save stores the outputs of full runs only; it cannot go with {(request.Quick ? "--quick" : "-p")}");
        if (request.Quick && request.Parameters.ContainsKey("quick"))
            throw Wrong("--quick and -p quick=... say the same thing; give one of them");
        return request;
    }

    Dictionary<string, string> ReadParameters(string[] pairs)
    {
        Dictionary<string, string> values = [];
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1) throw Wrong($"-p takes name=value, not '{pair}'", "for example -p seeds=5");
            if (!values.TryAdd(pair[..at].Trim(), pair[(at + 1)..])) throw Wrong($"-p gives '{pair[..at].Trim()}' twice");
        }

        return values;
    }

    TimeSpan? ReadTimeout(string? text)
    {
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 1e6)
            return TimeSpan.FromSeconds(seconds);
        throw Wrong($"--timeout takes a number of seconds above 0, not '{text}'");
    }

    UsageError Wrong(string message, string? hint = null) => CommandTree.Wrong(Command, message, hint);
}
