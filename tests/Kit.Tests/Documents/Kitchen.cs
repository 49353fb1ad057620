using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Documents;

/// <summary>Commands of kit in a folder that is repository and user's folder at once.</summary>
sealed class Kitchen : IDisposable
{
    readonly StringWriter text = new() { NewLine = "\n" };

    public TemporaryFolder Folder { get; } = new();

    /// <summary>What the last command wrote.</summary>
    public string Output => text.ToString();

    public int Run(string line)
    {
        text.GetStringBuilder().Clear();
        var session = new Session(Screen.Plain(text), () => CancellationToken.None, new Workspace(Folder.Path, Folder.Path));
        return CommandTree.Read(line.Split(' '))(session).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        text.Dispose();
        Folder.Dispose();
    }
}
