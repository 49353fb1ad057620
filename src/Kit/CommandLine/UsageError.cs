namespace Marginalia.Kit.CommandLine;

/// <summary>What was asked cannot be done as asked: one line that says why, one hint what to type instead. Exit code 2.</summary>
internal sealed class UsageError(string message, string hint = "./kit --help lists the commands") : Exception(message)
{
    public string Hint { get; } = hint;
}
