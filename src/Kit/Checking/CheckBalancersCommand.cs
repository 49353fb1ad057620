using System.CommandLine;
using Marginalia.Conformance;
using Marginalia.Kernel.Documents;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Checking;

/// <summary><c>kit check balancers</c>: runs the cases of a conformance file.</summary>
internal sealed class CheckBalancersCommand : KitCommand
{
    const string Text = """
        usage: ./kit check balancers FILE [--json OUT]

        Runs every case of FILE in float64 through the balancer that it names, as a
        training loop does, and compares what comes out with what it expects. Shows
        passed and failed cases by method, with the worst deviation as a multiple of
        the tolerance, and then each case that did not pass, with the numbers.
        docs/conformance.md says how a case is written, for cases of your own.

          --json OUT      write what came out, of every case, whatever was expected

        Exit code 0 only when all cases pass; 1 when one does not, or names a method
        that is not here; 2 when FILE cannot be read or a case lacks a field.

        example: ./kit check balancers cases.json --json answers.json
        """;

    readonly Argument<string> file = new("FILE");
    readonly Option<string?> json = new("--json");

    public CheckBalancersCommand() : base("balancers", Text)
    {
        Add(file);
        Add(json);
    }

    public override Work Read(ParseResult words)
    {
        var (name, answers) = (words.GetRequiredValue(file), words.GetValue(json));
        return session => Task.FromResult(Run(session, name, answers));
    }

    int Run(Session session, string name, string? answers)
    {
        var source = session.Workspace.FullPath(name);
        var target = answers is null ? null : session.Workspace.FullPath(answers);
        if (target == source) throw Wrong($"--json would replace {name}", "name another file for what comes out");
        if (target is not null && !Directory.Exists(Path.GetDirectoryName(target))) throw Wrong($"there is no folder for {answers}", $"mkdir -p {Path.GetDirectoryName(answers)}");
        if (Directory.Exists(target)) throw Wrong($"{answers} is a folder", "name a file for what comes out");

        List<CaseResult> results = [];
        foreach (var test in Load(source, name))
        {
            session.Interruption.ThrowIfCancellationRequested();
            session.Screen.Status(test.Id);
            results.Add(ConformanceRunner.Run(test));
        }

        if (target is not null) AtomicFile.Write(target, ConformanceAnswers.ToJson(results));
        BalancerReport.Show(results, session.Screen);
        return results.Exists(result => result.Outcome == CaseOutcome.Malformed) ? 2
            : results.TrueForAll(result => result.Outcome == CaseOutcome.Passed) ? 0
            : 1;
    }

    IReadOnlyList<ConformanceCase> Load(string path, string name)
    {
        try
        {
            return ConformanceFile.Load(path) is { Count: > 0 } cases ? cases : throw new FormatException("it has no cases");
        }
        catch (FormatException error)
        {
            throw Wrong($"{name}: {error.Message}", "docs/conformance.md says how a case is written");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong($"there is no file {name}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{name} cannot be read: {error.Message}");
        }
    }
}
