namespace Marginalia.Kernel.Tests.Engine;

/// <summary>A type of the program that runs the engine.</summary>
public static class HostType
{
    /// <summary>Seen by the tests and by cells alike.</summary>
    public static int Shared { get; set; }
}
