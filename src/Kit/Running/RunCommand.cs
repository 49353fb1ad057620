using System.CommandLine;
using System.Globalization;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Running;

/// <summary><c>kit run</c>.</summary>
internal sealed class RunCommand : KitCommand
{
    const string Text = """
        usage: ./kit run NOTEBOOK... [options]

        Runs C# notebooks (.ipynb) one after the other and shows their claims: what
        the paper says, what was measured, the verdict. A run succeeds when every
        cell ran and no claim came out worse than the notebook declares.
        The executed notebook and a self-contained HTML page are written to
        artifacts/runs/CHAPTER/NAME/; the notebook itself stays as it is.

          --quick         the small version that shows the effect in seconds
                          (the notebook's parameter quick = true)
          -p name=value   set another of the notebook's parameters; repeatable
          --out DIR       write the results to DIR instead
          --save          also store the outputs in the notebook itself, once every
                          cell has run; only outputs of full runs are stored, so
                          not together with --quick or -p
          --timeout S     stop a cell after S seconds (default: no limit)

        Ctrl-C stops the running cell and leaves the notebook as it was.

        example: ./kit run notebooks/balancing/gradnorm.ipynb --quick -p seeds=5
        """;

    readonly Argument<string[]> notebooks = new("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> quick = new("--quick");
    readonly Option<string[]> parameters = new("-p") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    readonly Option<string> outputFolder = new("--out");
    readonly Option<bool> save = new("--save");
    readonly Option<string> timeout = new("--timeout");

    public RunCommand() : base("run", Text)
    {
        Add(notebooks);
        foreach (var option in (Option[])[quick, parameters, outputFolder, save, timeout]) Add(option);
    }

    public override Work Read(ParseResult words)
    {
        var request = Request(words);
        return session => Task.FromResult(new NotebookRuns(session.Workspace, session.Screen).Run(request, session.Interruption));
    }

    /// <summary>The request behind the words.</summary>
    /// <exception cref="UsageError">No notebook, a malformed value, or options that exclude each other.</exception>
    public RunRequest Request(ParseResult words)
    {
        var request = new RunRequest(
            words.GetValue(notebooks) ?? [],
            words.GetValue(quick),
            ReadParameters(words.GetValue(parameters) ?? []),
            words.GetValue(outputFolder),
            words.GetValue(save),
            ReadTimeout(words.GetValue(timeout)));
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
}
