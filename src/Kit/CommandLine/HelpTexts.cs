namespace Marginalia.Kit.CommandLine;

/// <summary>The help texts, each one screen. A test holds them to the options that the parser knows.</summary>
internal static class HelpTexts
{
    const string Kit = """
        Marginalia: C# notebooks in the margins of papers.

        usage: ./kit COMMAND [arguments]

          run NOTEBOOK...   run notebooks, show their claims and what was measured,
                            write each executed notebook and an HTML page
          status            what every notebook claims and what its committed run found
          test [FILTER]     run the tests and checks

          ./kit COMMAND --help explains a command; ./kit --version says the version.

        Start here:

          ./kit run notebooks/balancing/gradnorm.ipynb --quick    well under a minute
          ./kit run notebooks/balancing/gradnorm.ipynb            the full run, minutes

        Exit codes: 0 all well; 1 a cell, a claim or a test failed; 2 asked wrongly;
        130 interrupted.
        """;

    const string Run = """
        usage: ./kit run NOTEBOOK... [options]

        Runs C# notebooks (.ipynb) one after the other and ends with a table of their
        claims: what the paper says, what was measured, the verdict. A run succeeds when
        every cell ran and no claim came out worse than the notebook declares.
        The executed notebook and a self-contained HTML page are written to
        artifacts/runs/CHAPTER/NAME/; the notebook itself stays as it is.

          --quick            the small version that shows the effect (parameter quick = true)
          -p name=value      set a parameter of the notebook's parameters cell; repeatable
          --out DIR          write the results to DIR instead
          --save             also store the outputs in the notebook itself, once every cell
                             has run. Stored outputs come from full runs at the notebook's
                             own parameters: not together with --quick or -p
          --timeout S        give up on a cell after S seconds (default: no limit)

        Ctrl-C stops the running cell and leaves the notebook as it was.

        example: ./kit run notebooks/balancing/gradnorm.ipynb --quick -p seeds=5
        """;

    const string Status = """
        usage: ./kit status [--json] [--write]

        One row per notebook under notebooks/, read from the outputs stored in it: paper,
        chapter, claims, what the notebook declares, the verdict of the stored run and
        how long that run took. Nothing is executed.

          --json             the same as JSON on standard output
          --write            write the index notebooks/README.md from it

        example: ./kit status
        """;

    const string Test = """
        usage: ./kit test [FILTER] [--list]

        Runs every test project, then the checks: code format (dotnet format) and the
        launcher (shellcheck, where installed). The last line counts them all:
        N passed, N failed. Logs are in artifacts/tests/.

          FILTER             a project or check by its name (Kernel.Tests, or just Kernel;
                             format; launcher), otherwise the tests whose full name
                             contains FILTER; upper and lower case are the same
          --list             only list what would run

        example: ./kit test GradNorm
        """;

    /// <summary>The names of the commands.</summary>
    public static IReadOnlyList<string> Commands { get; } = ["run", "status", "test"];

    /// <summary>The help text of a command, of kit itself for null.</summary>
    public static string Of(string? command) => command switch
    {
        null => Kit,
        "run" => Run,
        "status" => Status,
        "test" => Test,
        _ => throw new ArgumentException($"There is no command '{command}'.", nameof(command)),
    };
}
