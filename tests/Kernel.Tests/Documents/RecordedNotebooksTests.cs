using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>Notebooks that Jupyter's nbformat wrote, and what it wrote after a change: Fixtures/jupyter, made by record.py there.</summary>
public class RecordedNotebooksTests
{
    static readonly JsonArray s_cases = (JsonArray)JsonNode.Parse(File.ReadAllText(Fixture.PathTo("jupyter", "notebooks.json")))!;

    public static TheoryData<int> All { get; } = new(Enumerable.Range(0, s_cases.Count));

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_is_written_as_it_was_read(int index)
    {
        var before = (string)s_cases[index]!["before"]!;
        var notebook = Notebook.Parse(before);
        foreach (var cell in notebook.Cells)
            Assert.NotNull((cell.Metadata, cell.Source, cell.Outputs, cell.Tags, cell.Language).ToString()); // looking changes nothing
        Assert.Equal(before, notebook.ToJson());
        Assert.Equal(before, notebook.Clone().ToJson());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_changed_notebook_is_written_as_Jupyter_would(int index)
    {
        var notebook = Notebook.Parse((string)s_cases[index]!["before"]!);
        Change(notebook, s_cases[index]!["change"]!);
        Assert.Equal((string)s_cases[index]!["after"]!, notebook.ToJson());
    }

    static void Change(Notebook notebook, JsonNode change)
    {
        var at = (int)change["cell"]!;
        var text = (string?)change["text"] ?? "";
        switch ((string)change["kind"]!)
        {
            case "source":
                notebook.Cells[at].Source = text;
                break;
            case "tag":
                notebook.Cells[at].Metadata["tags"] = new JsonArray("new");
                break;
            case "about":
                notebook.Metadata["marginalia"] = new JsonObject { ["seconds"] = 1.5 };
                break;
            case "remove":
                notebook.Remove(notebook.Cells[at]);
                break;
            case "insert":
                notebook.InsertCode(at, "new", text, "new");
                break;
            case "outputs":
                notebook.Cells[at].ExecutionCount = 7;
                notebook.Cells[at].Outputs = [new StreamOutput("stdout", text), new ErrorOutput("E", "v", ["t"]), new ResultOutput(MimeBundle.Of("text/plain", text), 7)];
                break;
        }
    }
}
