using System.Text;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Tests.Documents.Formats;

/// <summary>.NET Interactive's text format.</summary>
public class DibTests
{
    public static TheoryData<string> Dibs { get; } = new(Fixture.Documents.Where(path => path.EndsWith(".dib", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!));

    [Fact]
    public void Every_cell_has_a_line_for_its_language_and_the_metadata_list_them() =>
        Assert.Equal("""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"languageName":"C#","name":"csharp"},{"aliases":[],"name":"duck"}]}}

            #!csharp

            1

            #!markdown

            # T

            #!duck

            quack

            """, FormatTests.Text(NewNotebook.Of([new("csharp", "\n1\n"), new("markdown", "# T"), new("csharp", ""), new("duck", "quack")]), ".dib"));

    [Theory]
    [MemberData(nameof(Dibs))]
    public void A_round_trip_writes_what_the_reference_writes_below_the_metadata(string name)
    {
        var written = FormatTests.Text(NotebookFile.Load(Fixture.Notebook(name)), ".dib");
        Assert.Equal(Cells(File.ReadAllText(Fixture.Notebook(name) + ".roundtrip.dib")), Cells(written));

        // A line that looks like a language but is not exactly one, and the reference's last line without an end.
        static string Cells(string dib) => (dib.StartsWith("#!meta", StringComparison.Ordinal) ? dib[(dib.IndexOf("}\n", StringComparison.Ordinal) + 2)..] : dib).Trim('\n');
    }

    [Fact]
    public void Metadata_that_are_not_JSON_are_refused() =>
        Assert.StartsWith("a.dib: line 1: what follows #!meta is not JSON: ", Assert.Throws<NotebookException>(() => FormatTests.Read(Encoding.UTF8.GetBytes("#!meta\n\n{\"a\":\n\n#!csharp\n1"), ".dib")).Message);
}
