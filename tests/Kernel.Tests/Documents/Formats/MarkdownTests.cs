using System.Text;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Tests.Documents.Formats;

/// <summary>Notebooks as Markdown, and Markdown as notebooks.</summary>
public class MarkdownTests
{
    [Fact]
    public void A_notebook_reads_as_a_document() =>
        Assert.Equal("# T\n\n```csharp\nvar a = 1;\n```\n\ntext\n\n<!-- cell -->\n\nmore\n\n````fsharp\nlet b = \"```\"\n````\n\n```python cell\nc = 1\n```\n",
            FormatTests.Text(NewNotebook.Of([new("markdown", "# T"), new("csharp", "var a = 1;"), new("markdown", "text"), new("markdown", "more"), new("fsharp", "let b = \"```\""), new("python", "c = 1")]), ".md"));

    [Fact]
    public void Text_that_would_be_taken_for_a_cell_is_marked() =>
        Assert.Equal("<!-- cell end=1 -->\n```csharp\n1\n```\n<!-- end 1 -->\n", FormatTests.Text(NewNotebook.Of([new("markdown", "```csharp\n1\n```")]), ".md"));

    [Fact]
    public void Any_document_is_a_notebook()
    {
        var cells = DocumentCell.All(FormatTests.Read(Encoding.UTF8.GetBytes("# T\n\n```sh\n./kit\n```\n\n~~~csharp\nno\n~~~\n\n```cs\n1\n```\n```C# tags=[\"x\"]\n2\n```\nend\n\n```csharp {.odd}\n3\n```\n\n```sql\nopen"), ".md"));
        Assert.Equal(["markdown # T\n\n```sh\n./kit\n```\n\n~~~csharp\nno\n~~~", "csharp 1", "csharp 2", "markdown end\n\n```csharp {.odd}\n3\n```\n\n```sql\nopen"], cells.Select(cell => $"{cell.Language} {cell.Text}"));
        Assert.Equal("""{"tags":["x"]}""", cells[2].Metadata!.ToJsonString());
        Assert.Equal("markdown", DocumentCell.All(FormatTests.Read("```csharp a={\"b\":1,\"b\":2}\n```"u8.ToArray(), ".md"))[0].Language);
    }
}
