using System.Diagnostics;

namespace Marginalia.Kernel.Engine;

/// <summary>Where a cell's time goes.</summary>
internal sealed class CellClock
{
    readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Compiling { get; private set; }

    public TimeSpan Running { get; private set; }

    public TimeSpan Total => Stopwatch.GetElapsedTime(_start);

    public T Compile<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Compiling += Stopwatch.GetElapsedTime(start);
        }
    }

    public T Run<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Running += Stopwatch.GetElapsedTime(start);
        }
    }
}
