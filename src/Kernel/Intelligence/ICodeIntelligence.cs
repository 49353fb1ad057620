using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What an editor asks about code of one language. Calls come from any thread, also while a cell runs, and change nothing.</summary>
internal interface ICodeIntelligence
{
    /// <summary>The ways to go on at a position of the text.</summary>
    Completions Complete(string code, int position);

    /// <summary>What is known of the name or call at a position; null when nothing is.</summary>
    MimeBundle? Inspect(string code, int position, int detail);

    /// <summary>Whether the text can be run as it stands.</summary>
    Completeness IsComplete(string code);
}
