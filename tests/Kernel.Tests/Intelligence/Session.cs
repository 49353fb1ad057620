using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Intelligence;
using Marginalia.Kernel.Tests.Engine;

namespace Marginalia.Kernel.Tests.Intelligence;

/// <summary>An engine that some cells have run in, asked about code with <c>$$</c> where the cursor is.</summary>
sealed class Session
{
    public NotebookEngine Engine { get; } = new();

    public Session(params string[] cells)
    {
        foreach (var cell in cells)
            Assert.Null(Engine.Execute(cell, new RecordingSink(), TestContext.Current.CancellationToken).Error);
    }

    public Completions Complete(string marked) => Engine.Complete(marked.Replace("$$", ""), marked.IndexOf("$$", StringComparison.Ordinal));

    public MimeBundle? Inspect(string marked, int detail = 0) => Engine.Inspect(marked.Replace("$$", ""), marked.IndexOf("$$", StringComparison.Ordinal), detail);

    public IReadOnlyList<string> Names(string marked) => [.. Complete(marked).Items.Select(item => item.Name)];

    /// <summary>Checks names separated by blanks; those after <c>!</c> must not be there.</summary>
    public void Check(string marked, string expected)
    {
        var names = Names(marked);
        foreach (var name in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (name.StartsWith('!'))
                Assert.DoesNotContain(name[1..], names);
            else
                Assert.Contains(name, names);
    }
}
