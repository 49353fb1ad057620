using System.Globalization;
using System.Xml.Linq;

namespace Marginalia.Kit.Testing;

/// <summary>Reads xunit's XML report (<c>-xml file</c>) of one test assembly.</summary>
internal static class XunitReport
{
    /// <summary>
    /// The counts and failures in the report. An error outside a test (a fixture that throws, a class that cannot be cleaned up)
    /// counts as one failed test more; explicit tests that were not asked for count nowhere.
    /// </summary>
    /// <exception cref="FormatException">The document has no <c>assembly</c> element.</exception>
    public static SuiteResult Read(XDocument report)
    {
        var assembly = report.Root?.Element("assembly") ?? throw new FormatException("The xunit report has no <assembly> element.");
        var tests = assembly.Descendants("test").ToLookup(test => (string?)test.Attribute("result"));
        Failure[] failures =
        [
            .. tests["Fail"].Select(test => new Failure(Name(test), Text(test))),
            .. assembly.Descendants("error").Select(error => new Failure($"{Name(error)} ({(string?)error.Attribute("type")})", Text(error))),
        ];
        Skip[] skips = [.. tests["Skip"].Select(test => new Skip(Name(test), test.Element("reason")?.Value.Trim() ?? "(no reason)"))];
        var seconds = double.Parse((string?)assembly.Attribute("time") ?? "0", CultureInfo.InvariantCulture);
        return new(tests["Pass"].Count(), failures.Length, skips.Length, TimeSpan.FromSeconds(seconds), failures, skips);
    }

    static string Name(XElement element) => (string?)element.Attribute("name") ?? "(no name)";

    static string Text(XElement test)
    {
        var failure = test.Element("failure");
        string?[] parts =
        [
            failure?.Element("message")?.Value,
            failure?.Element("stack-trace")?.Value,
            test.Element("output")?.Value is { Length: > 0 } output ? $"output:\n{output}" : null,
        ];
        return string.Join('\n', parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.TrimEnd()));
    }
}
