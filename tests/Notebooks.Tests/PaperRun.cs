namespace Marginalia.Notebooks.Tests;

/// <summary>A notebook with the paper's network and data set, as far as it goes in seconds.</summary>
internal static class PaperRun
{
    /// <summary>All of its cells run; what it leaves lies in <c>out</c>.</summary>
    /// <param name="notebook">Below notebooks.</param>
    /// <param name="folder">Where <c>out</c> goes.</param>
    /// <param name="parameters">Such as <c>data=FOLDER</c>.</param>
    public static async Task Passes(string notebook, TemporaryFolder folder, params string[] parameters)
    {
        var result = await KitProcess.Run(
            Repository.Root,
            ["run", $"notebooks/{notebook}", "--quick", "-p", "paper=true", .. parameters.SelectMany(parameter => (string[])["-p", parameter]), "--out", folder["out"]],
            limit: TimeSpan.FromSeconds(300));
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
    }
}
