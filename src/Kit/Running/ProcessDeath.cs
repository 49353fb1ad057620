using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kit.Running;

/// <summary>Why a process that should run a notebook is gone, in words.</summary>
internal static partial class ProcessDeath
{
    const int MostLines = 12, Signal = 128;

    /// <summary>The error for the cell that ran at the time.</summary>
    /// <param name="exitCode">The exit code of the process; above 128 the signal that ended it.</param>
    /// <param name="asked">The exit code that something in the process asked for, or null.</param>
    /// <param name="lastWords">What the .NET runtime said when it died.</param>
    public static CellError Of(int exitCode, int? asked, IReadOnlyList<string> lastWords)
    {
        var (name, what) = asked is { } code ? ("ProcessExit", $"it called Environment.Exit({code})")
            : lastWords is [var first, ..] ? Said(first, lastWords)
            : exitCode > Signal ? BySignal(exitCode - Signal)
            : ("ProcessExit", $"native code ended it with exit code {exitCode}");
        return Make(name, $"The notebook's process ended: {what}.", [.. Frames(lastWords)]);
    }

    /// <summary>It used too much memory and was ended.</summary>
    public static CellError TooMuchMemory(long bytes, MemoryLimit limit) =>
        Make("OutOfMemory", $"The notebook's process was ended: it used {MemoryLimit.Text(bytes)} of memory, more than its limit of {limit}, which --memory sets.");

    /// <summary>It did not stop in time and was ended.</summary>
    public static CellError TooMuchTime(int cell, TimeSpan limit) =>
        Make("Timeout", $"The notebook's process was ended: cell {cell} ran longer than its limit of {limit.TotalSeconds:0.###} s and did not stop when interrupted.");

    static CellError Make(string name, string message, params string[] more) => new(CellErrorKind.Ended, name, message, [message, .. more]);

    static (string Name, string What) Said(string first, IReadOnlyList<string> words)
    {
        var dot = first.IndexOf('.', StringComparison.Ordinal);
        var rest = first[(dot + 1)..].Trim();
        if (rest.Length == 0) rest = words.Skip(1).FirstOrDefault(line => line.Length > 0 && !IsFrame(line)) ?? "";
        rest = rest.TrimEnd('.');
        return first[..dot] switch
        {
            "Stack overflow" => ("StackOverflow", "stack overflow, most likely a method that calls itself without end"),
            "Process terminated" when words.Any(line => line.StartsWith("   at System.Environment.FailFast", StringComparison.Ordinal)) => ("FailFast", $"it called Environment.FailFast: {rest}"),
            "Unhandled exception" => ("UnhandledException", $"nothing caught an exception on a thread that the notebook started: {rest}"),
            "Out of memory" => ("OutOfMemory", "the .NET runtime found no more memory"),
            _ => ("Crash", $"the .NET runtime gave up: {rest}"),
        };
    }

    static (string Name, string What) BySignal(int signal) => signal switch
    {
        4 => ("Crash", "native code ran into an illegal instruction (SIGILL)"),
        6 => ("Crash", "native code gave up (SIGABRT)"),
        7 => ("Crash", "native code read or wrote memory that is not there (SIGBUS)"),
        8 => ("Crash", "native code made an arithmetic error (SIGFPE)"),
        9 => ("Killed", "it was killed (SIGKILL), by somebody, or by the system for want of memory"),
        11 => ("Crash", "native code read or wrote memory that it must not (SIGSEGV)"),
        15 => ("Killed", "it was told to end (SIGTERM)"),
        _ => ("Killed", $"signal {signal}"),
    };

    // Where it happened, in the notebook's own terms: without the runtime's and our own frames, what repeats only once.
    static IEnumerable<string> Frames(IEnumerable<string> words)
    {
        List<string> frames = [];
        var more = 0;
        foreach (var line in words.Where(line => IsFrame(line) && !Machinery().IsMatch(line)))
        {
            var frame = Place().Replace(Lambda().Replace(Submission().Replace(line, ""), "lambda"), " ($1, line $2)");
            if (frames.Count < MostLines && !frames.Contains(frame)) frames.Add(frame);
            else more++;
        }

        return more == 0 ? frames : frames.Append($"   ... and {more} more, the same or further out");
    }

    static bool IsFrame(string line) => line.StartsWith("   at ", StringComparison.Ordinal);

    [GeneratedRegex(@"^   at (Marginalia\.Kernel\.|System\.Environment\.FailFast|System\.Runtime\.CompilerServices\.|System\.Threading\.(Thread|ExecutionContext)\b|Submission#\d+[.+]<+(Initialize|Factory)>+(\(|d__))")]
    private static partial Regex Machinery();

    [GeneratedRegex(@"<+\w+>+b__\d+(_\d+)?")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"\bSubmission#\d+[.+](<>c\.)?")]
    private static partial Regex Submission();

    [GeneratedRegex(@" in \S*/(cell \d+):line (\d+)$")]
    private static partial Regex Place();
}
