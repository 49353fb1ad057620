namespace Marginalia.Charts;

/// <summary>How a line is broken.</summary>
public enum Dash
{
    /// <summary>An unbroken line.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dash, dot, dash, dot.</summary>
    DashDot,
}
