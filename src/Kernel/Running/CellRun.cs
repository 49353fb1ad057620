using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Running;

/// <summary>A cell that has run.</summary>
/// <param name="Number">Its number among the cells that run, from 1: its execution counter.</param>
/// <param name="FirstLine">Its first line with something in it.</param>
/// <param name="Elapsed">How long it took, compilation included.</param>
/// <param name="Error">What ended it early, or null.</param>
/// <param name="ErrorExpected">Whether it is tagged <c>raises-exception</c>: then an exception is no failure.</param>
public sealed record CellRun(int Number, string FirstLine, TimeSpan Elapsed, CellError? Error, bool ErrorExpected)
{
    /// <summary>Whether the run may go on.</summary>
    public bool Ok => Error is null || ErrorExpected;
}
