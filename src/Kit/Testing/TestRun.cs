using System.Diagnostics;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Testing;

/// <summary>Runs suites one after the other, shows a line for each and the full text of failures, ends with the count.</summary>
internal sealed class TestRun(IReadOnlyList<Suite> assemblies, IReadOnlyList<Suite> checks, Screen screen)
{
    /// <summary>Runs what the filter selects, everything without one; or only lists it.</summary>
    /// <returns>0 when nothing failed, else 1.</returns>
    /// <exception cref="UsageError">The filter matches nothing.</exception>
    public async Task<int> Run(string? filter, bool list, CancellationToken cancellation)
    {
        Suite[] all = [.. assemblies, .. checks];
        Suite[] named = filter is { } name ? [.. all.Where(suite => suite.IsNamed(name))] : all;
        var inTests = named.Length == 0 ? filter : null;
        IReadOnlyList<Suite> selected = named.Length > 0 ? named : assemblies;
        return list ? await List(selected, inTests, cancellation) : await Run(selected, inTests, cancellation);
    }

    /// <summary>The closing line: <c>N passed, N failed</c>, and how many were skipped when any were.</summary>
    public static string Summary(int passed, int failed, int skipped) =>
        $"{passed} passed, {failed} failed" + (skipped > 0 ? $", {skipped} skipped" : "");

    async Task<int> Run(IReadOnlyList<Suite> selected, string? filter, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var suite in selected)
        {
            var result = await Watch(suite, filter, cancellation);
            if (result.Total == 0) continue;
            Show(suite, result, selected.Max(other => other.Name.Length));
            (passed, failed, skipped) = (passed + result.Passed, failed + result.Failed, skipped + result.Skipped);
        }

        if (passed + failed + skipped == 0) throw NothingMatches(filter);
        screen.Line();
        screen.Line(screen.Dim($"total {Durations.Text(clock.Elapsed)}"));
        screen.Line(Summary(passed, failed, skipped));
        return failed == 0 ? 0 : 1;
    }

    async Task<int> List(IReadOnlyList<Suite> selected, string? filter, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var suite in selected)
        {
            string[] names = [.. (await suite.List(cancellation)).Where(name => filter is null || name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
            if (names.Length == 0) continue;
            count += names.Length;
            screen.Line(screen.Bold(suite.Name));
            foreach (var name in names) screen.Line($"  {name}");
        }

        return count > 0 ? 0 : throw NothingMatches(filter);
    }

    async Task<SuiteResult> Watch(Suite suite, string? filter, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var running = suite.Run(filter, cancellation);
        while (await Task.WhenAny(running, Task.Delay(200, CancellationToken.None)) != running)
            screen.Status($"{suite.Name}  {Durations.Text(clock.Elapsed)}");
        return await running;
    }

    void Show(Suite suite, SuiteResult result, int nameWidth)
    {
        var counts = Summary(result.Passed, result.Failed, result.Skipped);
        var painted = result.Failed > 0 ? screen.Bad(counts) : screen.Good(counts);
        screen.Line($"{Cells.Pad(suite.Name, nameWidth)}  {painted}  {screen.Dim(Durations.Text(result.Time))}");
        foreach (var reason in result.Skips.GroupBy(skip => skip.Reason))
            screen.Line(screen.Dim(reason.Count() == 1 ? $"  skipped {reason.First().Name}: {reason.Key}" : $"  skipped {reason.Count()} tests, the first {reason.First().Name}: {reason.Key}"));
        foreach (var failure in result.Failures)
        {
            screen.Line(screen.Bad($"  FAILED {failure.Name}"));
            foreach (var line in failure.Text.Split('\n')) screen.Line($"    {line.TrimEnd()}");
            screen.Line();
        }
    }

    static UsageError NothingMatches(string? filter) => new($"test: no project, check or test is called like '{filter}'", "./kit test --list names them all");
}
