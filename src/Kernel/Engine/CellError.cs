namespace Marginalia.Kernel.Engine;

/// <summary>Why a cell ended early.</summary>
public enum CellErrorKind
{
    /// <summary>The code threw an exception.</summary>
    Exception,

    /// <summary>The code does not compile.</summary>
    Compilation,

    /// <summary>A directive, language or package that is not supported, or a file that is not there.</summary>
    Directive,

    /// <summary>The cell was interrupted.</summary>
    Interrupted,

    /// <summary>The process that ran the cell has ended.</summary>
    Ended,
}

/// <summary>The error that ended a cell.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Name">Type name of the exception, or the kind.</param>
/// <param name="Value">Message.</param>
/// <param name="Traceback">Lines to show: the message, then where.</param>
public sealed record CellError(CellErrorKind Kind, string Name, string Value, IReadOnlyList<string> Traceback);
