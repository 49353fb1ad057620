namespace Marginalia.Kit.Running;

/// <summary>What a child process tells its parent; a byte on the wire, followed by what belongs to it.</summary>
internal enum RunEvent : byte
{
    CellStarted,
    StreamText,
    Displayed,
    Returned,
    CellFinished,

    /// <summary>The run is over.</summary>
    Done,

    /// <summary>Something in the process asked for its end, with an exit code.</summary>
    Exiting,
}
