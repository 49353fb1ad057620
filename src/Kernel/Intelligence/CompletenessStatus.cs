namespace Marginalia.Kernel.Intelligence;

/// <summary>Whether a cell can be run as it stands.</summary>
public enum CompletenessStatus
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>More must follow.</summary>
    Incomplete,

    /// <summary>It is wrong, whatever follows.</summary>
    Invalid,
}
