using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Testing;

/// <summary><c>kit test</c>.</summary>
internal sealed class TestCommand : KitCommand
{
    const string Text = """
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

    readonly Argument<string[]> filter = new("FILTER") { Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> list = new("--list");

    public TestCommand() : base("test", Text)
    {
        Add(filter);
        Add(list);
    }

    public override Work Read(ParseResult words)
    {
        var filters = words.GetValue(filter) ?? [];
        var onlyList = words.GetValue(list);
        if (filters.Length > 1) throw Wrong($"takes one filter, not {filters.Length} ({string.Join(' ', filters)})");
        return session => new TestRun(TestAssembly.All(session.Workspace), ToolCheck.All(session.Workspace), session.Screen)
            .Run(filters.FirstOrDefault(), onlyList, session.Interruption);
    }
}
