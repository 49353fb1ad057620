using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>The documents of Fixtures/interactive-documents read as .NET Interactive read them, but for the differences listed here.</summary>
public class InteractiveModelTests
{
    // Deliberate differences: what this program reads differently, by document and cell, and why.
    static readonly Dictionary<(string Document, int Cell), (string There, string Here, string Why)> s_differences = new()
    {
        [("05", 3)] = ("", "csharp", "an empty name of a language is none"),
        [("07", 2)] = ("value", "csharp", "#!value with options is a directive among C#, not the cell's language"),
        [("11", 2)] = ("", "raw", "raw text stays raw"),
        [("21", 2)] = ("csharp", "markdown", "a cell of text stays text, whatever language its metadata name"),
    };

    public static TheoryData<string> Names { get; } = new(Fixture.Documents.Select(path => Path.GetFileName(path)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_reads_to_the_same_model(string name)
    {
        var path = Fixture.Notebook(name);
        var notebook = NotebookFile.Load(path);
        if (name.StartsWith("22", StringComparison.Ordinal)) // there it cannot be read; here outputs of an unknown kind are kept
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

        foreach (var ((document, index), (there, here, _)) in s_differences)
            if (name.StartsWith(document, StringComparison.Ordinal))
            {
                Assert.Equal(there, (string?)model["cells"]![index]!["kernelName"] ?? "");
                model["cells"]![index]!["kernelName"] = here;
            }

        Assert.Equal(model["cells"]!.AsArray().Select(cell => Describe(cell!, notebook.Language, isDib)), notebook.Cells.Select(cell => Describe(cell, notebook.Language, isDib)));
        if (!isDib)
            Assert.True(JsonNode.DeepEquals(model["metadata"], notebook.Metadata), model["metadata"]!.ToJsonString());
    }

    static string Describe(JsonNode cell, string language, bool isDib) => string.Join('\n',
    [
        CellLanguage.Normalise((string?)cell["kernelName"] ?? language), (string)cell["contents"]!,
        .. isDib ? (string?[])[] : [(string?)cell["id"], $"{cell["executionOrder"]}", (cell["metadata"] ?? new JsonObject()).ToJsonString()],
        .. cell["outputs"]!.AsArray().Select(output => (string)output!["kind"]! switch
        {
            "text" => $"{output["name"]}: {output["text"]}",
            "error" => $"error {output["errorName"]} {output["errorValue"]} {Json.Text(output["stackTrace"])}",
            var kind => $"{kind} {output["executionOrder"] ?? 0} {string.Join(' ', output["data"]!.AsObject().Select(data => $"{data.Key} {(data.Value is JsonObject json ? json.ToJsonString() : Json.Text(data.Value))}"))}",
        }),
    ]);

    static string Describe(NotebookCell cell, string language, bool isDib) => string.Join('\n',
    [
        cell.Kind == CellKind.Markdown ? "markdown" : cell.Kind == CellKind.Raw ? "raw" : cell.Language ?? language, cell.Source,
        .. isDib ? (string?[])[] : [cell.Id, $"{cell.ExecutionCount ?? 0}", cell.Metadata.ToJsonString()],
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
