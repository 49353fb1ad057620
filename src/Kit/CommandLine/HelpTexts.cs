namespace Marginalia.Kit.CommandLine;

/// <summary>The help texts, each one screen; kit's own is <c>help.txt</c>. A test holds them to the options that the parser knows.</summary>
internal static class HelpTexts
{
    const string Run = """
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

    const string Status = """
        usage: ./kit status [--json] [--write]

        All notebooks under notebooks/, as their stored outputs tell: paper, chapter,
        claims with what was declared and what the stored run found, and how long
        that run took. Nothing is executed.

          --json          the same as JSON on standard output
          --write         write notebooks/README.md and README's table

        example: ./kit status
        """;

    const string Test = """
        usage: ./kit test [FILTER] [--list]

        Builds everything and runs every test project, then the checks: code format
        (dotnet format) and the launcher (shellcheck). The last line counts them
        all: N passed, N failed. Logs are in artifacts/tests/.

          FILTER          a project or check by its name (Kernel.Tests, or just
                          Kernel; format; launcher), otherwise the tests whose full
                          name contains FILTER; case does not matter
          --list          only list what would run

        example: ./kit test GradNorm
        """;

    const string Bench = """
        usage: ./kit bench torch [CASE] [--rounds N] [--threads N]

        Measures src/Torch against PyTorch on the same libtorch: each case in turn
        here and there, round after round, medians of processor time, their ratio,
        peak memory and managed bytes. Installs Debian's python3-torch when missing.

          CASE            only the cases whose name contains this
          --rounds N      samples of each case (default: 31)
          --threads N     threads on both sides (default: 1)

        example: ./kit bench torch toy
        """;

    const string Doctor = """
        usage: ./kit doctor

        What this machine has, which torch is in use and why, and whether it
        computes. Installs and changes nothing. Exit code 3 when torch is not ready.

        Another torch: ./kit --torch PROVIDER COMMAND, with PROVIDER one of
          System                    the libtorch of this machine (default)
          TorchSharp-cpu            the NuGet package, with its own libtorch
          TorchSharp-cuda-linux
          TorchSharp-cuda-windows

        example: ./kit doctor
        """;

    /// <summary>The names of the commands.</summary>
    public static IReadOnlyList<string> Commands { get; } = ["run", "status", "test", "bench", "doctor"];

    /// <summary>The help text of a command, of kit itself for null.</summary>
    public static string Of(string? command) => command switch
    {
        null => General(),
        "run" => Run,
        "status" => Status,
        "test" => Test,
        "bench" => Bench,
        "doctor" => Doctor,
        _ => throw new ArgumentException($"There is no command '{command}'.", nameof(command)),
    };

    // The launcher shows the same file by itself, before anything is built.
    static string General()
    {
        using var stream = typeof(HelpTexts).Assembly.GetManifestResourceStream("help.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
