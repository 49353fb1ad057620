namespace Marginalia.Charts;

/// <summary>Where a figure names its series.</summary>
public enum Legend
{
    /// <summary>Right of the plot when two or more series have names, otherwise nowhere.</summary>
    Auto,

    /// <summary>A column right of the plot.</summary>
    Right,

    /// <summary>Rows below the plot.</summary>
    Below,

    /// <summary>Each name stands at the right end of its line.</summary>
    Direct,

    /// <summary>No names.</summary>
    None,
}
