namespace Marginalia.Kernel.Intelligence;

/// <summary>Groups of completions, in the order in which they are shown.</summary>
internal enum Tier
{
    /// <summary>What the place asks for: a value of the enumeration compared with, a property to initialise.</summary>
    Expected,

    /// <summary>Locals and parameters.</summary>
    Local,

    /// <summary>What the notebook declares.</summary>
    Notebook,

    /// <summary>Names of arguments.</summary>
    Argument,

    /// <summary>Everything else.</summary>
    Other,

    /// <summary>What every object has.</summary>
    Common,

    /// <summary>What needs its namespace in front.</summary>
    NotImported,

    /// <summary>What should not be used any more.</summary>
    Obsolete,
}
