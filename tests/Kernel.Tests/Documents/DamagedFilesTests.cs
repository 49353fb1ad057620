using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>Damaged files of all formats are read, or refused in one line.</summary>
public class DamagedFilesTests
{
    static readonly string[] s_pieces = ["null", "{}", "[]", "1", "\"\"", "\"\\ud83d\"", "-1.5", "true", "\n", "\0", "é", "#!meta\n", "```", "<!-- cell end=1 -->", "// %% [types]\n", "//|> X\n", "//|", "//| "];

    public static TheoryData<string> Names { get; } = new(Fixture.Documents.Select(path => Path.GetFileName(path)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_file_is_read_or_refused(string name)
    {
        var random = new Random(name.Length);
        var notebook = NotebookFile.Load(Fixture.Notebook(name));
        foreach (var extension in (string[])[".ipynb", ".dib", ".md", ".cs"])
        {
            var whole = System.Text.Encoding.UTF8.GetBytes(extension == ".cs" ? "//%%\n1\n\n// %% [types]\n\n//|< X\nclass X;\n" : NotebookFile.Convert(notebook, new($"a{extension}", _ => null)));
            for (var i = 0; i < 100; i++)
                Read(Damaged(whole, random), extension);
        }
    }

    static void Read(byte[] bytes, string extension)
    {
        Notebook notebook;
        try
        {
            notebook = DocumentFormat.Of("a" + extension).Read(bytes, "a" + extension, null);
        }
        catch (NotebookException error)
        {
            Assert.StartsWith("a" + extension, error.Message);
            Assert.DoesNotContain('\n', error.Message);
            return;
        }
        foreach (var cell in notebook.Cells)
            Assert.NotNull((cell.Source, cell.Language, cell.Id, cell.ExecutionCount, cell.Attachments, cell.Tags.Count, cell.Outputs.Count, cell.Metadata.Count).ToString());
        Assert.NotNull((notebook.Language, notebook.KernelName, notebook.FormatMinor, notebook.Metadata.Count).ToString());
        var text = notebook.ToJson();
        if (extension == ".ipynb")
            Assert.Equal(bytes, System.Text.Encoding.UTF8.GetBytes(text));
        else
            Assert.Equal(text, Notebook.Parse(text).ToJson());
    }

    static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
                default: // another value in place of one
                    if (bytes.IndexOf((byte)':', at) is >= 0 and var colon && bytes.FindIndex(colon, b => b is (byte)',' or (byte)'\n') is >= 0 and var end)
                    {
                        bytes.RemoveRange(colon + 1, end - colon - 1);
                        bytes.InsertRange(colon + 1, System.Text.Encoding.UTF8.GetBytes(s_pieces[random.Next(8)]));
                    }
                    break;
            }
        }
        return [.. bytes];
    }
}
