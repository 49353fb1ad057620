namespace Marginalia.Kernel.Packages;

/// <summary>Packages or a project cannot be had; the message says why, in the words of NuGet or the compiler.</summary>
/// <param name="message">Why.</param>
/// <param name="isUnreachable">Whether a feed did not answer, so that what it said last is the best there is.</param>
internal sealed class PackageException(string message, bool isUnreachable = false) : Exception(message)
{
    /// <summary>Whether a feed did not answer.</summary>
    public bool IsUnreachable => isUnreachable;
}
