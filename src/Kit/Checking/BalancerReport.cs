using Marginalia.Conformance;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Checking;

/// <summary>Shows what came of conformance cases: a line per method, then the cases that did not pass, then the sum.</summary>
internal static class BalancerReport
{
    public static void Show(IReadOnlyList<CaseResult> results, Screen screen)
    {
        var table = new TextTable(new("method"), new("cases", Right: true), new("passed", Right: true), new("worst deviation / tolerance", Right: true));
        foreach (var method in results.GroupBy(result => result.Case.Method))
        {
            var passed = method.Count(Passed);
            table.Add(
                method.Key,
                $"{method.Count()}",
                new($"{passed}", passed == method.Count() ? screen.Good : screen.Bad),
                method.Max(result => result.Worst?.Multiple) is { } worst ? $"{worst:G3}" : "-");
        }

        foreach (var line in table.Lines(screen)) screen.Line(line);

        var failing = new TextTable(new(""), new(""), new("", Flexible: true));
        foreach (var result in results.Where(result => !Passed(result)))
            failing.Add(new(result.Case.Id, screen.Bold), new(Word(result.Outcome), screen.Bad), result.Why);
        foreach (var (index, line) in failing.Lines(screen).Index())
        {
            if (index == 0) screen.Line();
            screen.Line(line);
        }

        string[] unknown = [.. results.Select(result => result.Case.Method).Distinct().Where(method => !ConformanceRunner.Methods.Contains(method))];
        if (unknown.Length > 0) screen.Line($"\nunknown: {string.Join(", ", unknown)}\nknown:   {string.Join(", ", ConformanceRunner.Methods)}");

        var count = results.Count(Passed);
        screen.Line();
        screen.Line(count == results.Count
            ? screen.Good($"{results.Count} {(count == 1 ? "case passes" : "cases, all pass")}")
            : screen.Bad($"{count} of {results.Count} cases pass"));
    }

    static bool Passed(CaseResult result) => result.Outcome == CaseOutcome.Passed;

    static string Word(CaseOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
