namespace Marginalia.Datasets.Fetching;

/// <summary>Ends a script with one message and an exit code: 1 = failed, 2 = the user has to do something first.</summary>
sealed class FetchException(string message, int exitCode = 1, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
