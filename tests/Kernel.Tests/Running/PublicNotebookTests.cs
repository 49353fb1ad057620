using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;
using Marginalia.Kernel.Tests.Documents;

namespace Marginalia.Kernel.Tests.Running;

/// <summary>
/// Notebooks as VS Code writes them, one for each thing that notebooks made for .NET Interactive use. Their outputs, as text, are what a run must give.
/// </summary>
public partial class PublicNotebookTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Fixture.PathTo("notebooks"), "*.ipynb").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_gives_its_outputs(string name)
    {
        var notebook = Notebook.Load(Fixture.PathTo("notebooks", name + ".ipynb"));
        var result = new NotebookRunner(new()).Run(notebook, token: TestContext.Current.CancellationToken);
        Assert.True(result.Ok, result.FailedCell?.Error?.Value);
        Assert.Equal(Texts(notebook), Texts(result.Executed));
    }

    static IEnumerable<string> Texts(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => $"{cell.Source}\n>>> {string.Join("\n>>> ", cell.Outputs.Select(Text))}");

    static string Text(CellOutput output) => Number().Replace(output switch
    {
        StreamOutput stream => $"{stream.Name}: {stream.Text}",
        DisplayOutput display => Text(display.Bundle),
        ResultOutput result => $"result: {Text(result.Bundle)}",
        ErrorOutput error => $"{error.Name}: {error.Traceback[0].Split(';')[0]}",
        _ => output.ToString()!,
    }, "Wall time: ms");

    static string Text(MimeBundle bundle) => bundle["text/plain"] ?? HtmlText.Strip(bundle.Data.Values.First());

    [GeneratedRegex(@"Wall time: [\d.]+ms")]
    private static partial Regex Number();
}
