using System.CommandLine;
using System.Globalization;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Running;

/// <summary><c>kit run</c>.</summary>
internal sealed class RunCommand : KitCommand
{
    const string Text = """
        usage: ./kit run NOTEBOOK... [options]

        Runs C# notebooks (.ipynb files, or folders of them), each in a process of its
        own, and shows their claims: what the paper says, what was measured, the
        verdict. A run succeeds when every cell ran and no claim came out worse than
        declared. The executed notebook, with up to 10 MB of output of a cell, and an
        HTML page go to artifacts/runs/CHAPTER/NAME/; the notebook stays as it is.

          --quick         the small version that shows the effect in seconds
                          (the notebook's parameter quick = true)
          -p name=value   set another of the notebook's parameters; repeatable
          --out DIR       write the results to DIR instead
          --save          also store the outputs in the notebook itself, once every
                          cell has run; not together with --quick or -p
          --timeout S     stop a cell after S seconds (default: no limit)
          --memory SIZE   end a notebook that uses more, such as 800MB or 16GB
                          (default: a fair share of 90 % of the machine's)
          -j N            run N notebooks at the same time, on a share of the cores

        Ctrl-C stops the running cells and leaves the notebooks as they were.

        example: ./kit run notebooks/balancing/gradnorm.ipynb --quick -p seeds=5
        """;

    readonly Argument<string[]> notebooks = new("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> quick = new("--quick");
    readonly Option<string[]> parameters = new("-p") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    readonly Option<string> outputFolder = new("--out");
    readonly Option<bool> save = new("--save");
    readonly Option<string> timeout = new("--timeout"), memory = new("--memory"), jobs = new("-j");

    public RunCommand() : base("run", Text)
    {
        Add(notebooks);
        foreach (var option in (Option[])[quick, parameters, outputFolder, save, timeout, memory, jobs]) Add(option);
    }

    public override Work Read(ParseResult words)
    {
        var request = Request(words);
        return session => new NotebookRuns(session.Workspace, session.Screen).Run(request, session.Interruption);
    }

    /// <summary>The request behind the words.</summary>
    /// <exception cref="UsageError">No notebook, a malformed value, or options that exclude each other.</exception>
    public RunRequest Request(ParseResult words)
    {
        var request = new RunRequest(words.GetValue(notebooks) ?? [])
        {
            Quick = words.GetValue(quick),
            Parameters = ReadParameters(words.GetValue(parameters) ?? []),
            OutputFolder = words.GetValue(outputFolder),
            Save = words.GetValue(save),
            Timeout = ReadTimeout(words.GetValue(timeout)),
            Memory = ReadMemory(words.GetValue(memory)),
            Jobs = ReadJobs(words.GetValue(jobs)),
        };
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

    MemoryLimit? ReadMemory(string? text) =>
        text is null ? null : MemoryLimit.Parse(text) ?? throw Wrong($"--memory takes a size such as 800MB or 16GB, at least 256MB, not '{text}'");

    int ReadJobs(string? text)
    {
        if (text is null) return 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1024
            ? count
            : throw Wrong($"-j takes a whole number from 1 to 1024, not '{text}'");
    }
}
