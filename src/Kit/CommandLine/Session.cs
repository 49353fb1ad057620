using Marginalia.Kit.Screens;

namespace Marginalia.Kit.CommandLine;

/// <summary>What a command works with.</summary>
/// <param name="screen">Where it writes.</param>
/// <param name="interruption">A token that is cancelled when the user wants it to stop. Who never asks for it keeps Ctrl-C as the system has it.</param>
/// <param name="workspace">The repository; looked for when it is first needed, unless given.</param>
internal sealed class Session(Screen screen, Func<CancellationToken> interruption, Workspace? workspace = null)
{
    /// <summary>With a token that is there from the start.</summary>
    public Session(Screen screen, CancellationToken interruption, Workspace? workspace = null) : this(screen, () => interruption, workspace)
    {
    }

    public Screen Screen => screen;

    public CancellationToken Interruption => interruption();

    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public Workspace Workspace => workspace ??= Workspace.Find();
}
