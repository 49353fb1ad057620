using System.Text.RegularExpressions;
using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.Engine;

/// <summary>Exceptions for a reader: type, message, and the frames of cells and libraries, without the engine's own.</summary>
internal static partial class RuntimeErrors
{
    static readonly string[] s_hidden = ["Marginalia.Kernel.Engine.", "Marginalia.Kernel.CSharp.", "System.Runtime.CompilerServices.", "System.Runtime.ExceptionServices.", "System.Runtime.ControlledExecution.", "System.Reflection.MethodBaseInvoker.", "FSharp.Compiler.", "Marginalia.Kernel.FSharp."];

    public static CellError Describe(Exception error)
    {
        var lines = new List<string>();
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            lines.AddRange($"{(cause == error ? "" : "caused by ")}{cause.GetType().FullName}: {cause.Message}".Split('\n'));
            if (MissingApi.Describe(cause) is { } missing)
                lines.Add(missing);
            lines.AddRange(Frames(cause));
        }
        return new(CellErrorKind.Exception, error.GetType().FullName!, error.Message, lines);
    }

    static IEnumerable<string> Frames(Exception error) =>
        from line in (error.StackTrace ?? "").Split('\n')
        let frame = Frame().Match(line)
        where frame.Success && !s_hidden.Any(frame.Groups["method"].Value.StartsWith)
        let method = Tidy(frame.Groups["method"].Value)
        let place = frame.Groups["line"].Success ? $"{Path.GetFileName(frame.Groups["file"].Value)}, line {frame.Groups["line"].Value}" : ""
        where method + place != ""
        select $"   at {method}{(method != "" && place != "" ? " in " : "")}{place}";

    /// <summary>Names as the cell has them: without the submission around them, and nothing for a cell's own top level.</summary>
    static string Tidy(string method)
    {
        if (TopLevel().IsMatch(method))
            return "";
        method = Submission().Replace(method, "");
        method = LocalFunction().Replace(method, "$1");
        return Lambda().Replace(method, "lambda ");
    }

    [GeneratedRegex(@"^\s+at (?<method>.+?)(?: in (?<file>.+):line (?<line>\d+))?\s*$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"^<StartupCode\$FSI_\d+>\.\$FSI_\d+\.main@\(\)$|^Submission#\d+\.(<<Initialize>>d__\d+\.MoveNext\(\)|<Initialize>\(\)|<Factory>\(.*\))$")]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"(Submission#|FSI_)\d+[.+]")]
    private static partial Regex Submission();

    [GeneratedRegex(@"<[^\s(]*>g__(\w+)\|[\d_]+")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<>c[\w]*\.<[^\s(]*>b__[\d_]+")]
    private static partial Regex Lambda();
}
