using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>The documents of Fixtures/interactive-documents read as .NET Interactive read them, but for the differences listed here.</summary>
public class InteractiveModelTests
{
    // The text that ends an output's list of lines, and what our outputs have no place for, count as equal.
    static readonly Dictionary<string, string> s_differences = new()
    {
        ["11"] = "raw cells stay raw: there they become C#",
        ["22"] = "outputs of unknown kind are kept: there the notebook cannot be read",
    };

    public static TheoryData<string> Names { get; } = new(Fixture.Documents.Select(path => Path.GetFileName(path)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_reads_to_the_same_model(string name)
    {
        var path = Fixture.Notebook(name);
        var notebook = NotebookFile.Load(path);
        if (name.StartsWith("22", StringComparison.Ordinal))
        {
            Assert.Contains("Unrecognized output_type", File.ReadAllText(path + ".model.json.error.txt"));
            return;
        }
        var model = (JsonObject)JsonNode.Parse(File.ReadAllText(path + ".model.json"))!;
        var isDib = name.EndsWith(".dib", StringComparison.Ordinal);

        // The default: there null when nothing says so or VS Code's nested form does; here C#, or what that form says.
        if ((string?)model["defaultKernelName"] is { } language)
            Assert.Equal(CellLanguage.Normalise(language), notebook.Language);
        else
            Assert.Equal("csharp", notebook.Language);

        Assert.Equal(model["cells"]!.AsArray().Select(cell => Describe(cell!, notebook.Language, isDib)), notebook.Cells.Select(cell => Describe(cell, notebook.Language, isDib)));
        if (!isDib)
            Assert.True(JsonNode.DeepEquals(model["metadata"], notebook.Metadata), model["metadata"]!.ToJsonString());
    }

    static string Describe(JsonNode cell, string language, bool isDib) => string.Join('\n',
    [
        CellLanguage.Normalise((string?)cell["kernelName"] ?? language), (string)cell["contents"]!,
        .. isDib ? (string[])[] : [(string?)cell["id"], $"{cell["executionOrder"]}", (cell["metadata"] ?? new JsonObject()).ToJsonString()],
        .. cell["outputs"]!.AsArray().Select(output => (string)output!["kind"]! switch
        {
            "text" => $"{output["name"]}: {output["text"]}",
            "error" => $"error {output["errorName"]} {output["errorValue"]} {Json.Text(output["stackTrace"])}",
            var kind => $"{kind} {output["executionOrder"] ?? 0} {string.Join(' ', output["data"]!.AsObject().Select(data => $"{data.Key} {(data.Value is JsonObject json ? json.ToJsonString() : Json.Text(data.Value))}"))}",
        }),
    ]);

    static string Describe(NotebookCell cell, string language, bool isDib) => string.Join('\n',
    [
        cell.Kind == CellKind.Markdown ? "markdown" : cell.Kind == CellKind.Raw ? "csharp" : cell.Language ?? language, cell.Source.ReplaceLineEndings("\n"),
        .. isDib ? (string[])[] : [cell.Id, $"{cell.ExecutionCount ?? 0}", cell.Metadata.ToJsonString()],
        .. cell.Outputs.Select(output => output switch
        {
            StreamOutput stream => $"{stream.Name}: {stream.Text}",
            ErrorOutput error => $"error {error.Name} {error.Value} {string.Concat(error.Traceback)}",
            DisplayOutput display => $"display 0 {string.Join(' ', display.Bundle.Data.Select(data => $"{data.Key} {data.Value}"))}",
            ResultOutput result => $"return {result.ExecutionCount ?? 0} {string.Join(' ', result.Bundle.Data.Select(data => $"{data.Key} {data.Value}"))}",
            _ => throw new InvalidOperationException($"{output}"),
        }),
    ]);
}
