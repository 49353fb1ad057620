using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Exporting;
using Marginalia.Kit.Tests.Documents;

namespace Marginalia.Kit.Tests.Exporting;

public sealed partial class ExportGalleryCommandTests : IDisposable
{
    const string Svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";

    readonly Kitchen kit = new();

    public ExportGalleryCommandTests()
    {
        kit.Folder.Write("artifacts/web/plotly.min.js", "window.Plotly = 1;");
        kit.Folder.Write("artifacts/web/katex/katex.min.js", "window.katex = 1;");
        kit.Folder.Write("artifacts/web/katex/katex.min.css", ".katex{}");
        Add("training/plain", new NotebookBuilder().Markdown("# Plain & simple\n\nSee [weights](../balancing/weights%20one.ipynb#The-Law), [notes](../notes.md).\n\n## Método\n\ntext $x$").Code("1"));
        var figure = $"<div class='marginalia-figure'><img src='data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Svg))}' alt=\"Bar chart of losses. Values: 1, 2.\"></div>";
        var weights = new NotebookBuilder().Markdown("# Weights\n\n## The Law").Executed(1, "x", $$"""{"output_type": "display_data", "metadata": {}, "data": {"text/html": {{JsonValue.Create(figure)!.ToJsonString()}} } }""",
            NotebookBuilder.ClaimOutput(NotebookBuilder.Claim()), NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(verdict: "not-reproduced", id: "other")));
        weights.Metadata["marginalia"]!["authors"] = "Chen, O'Hara";
        Add("balancing/weights one", weights);
    }

    public void Dispose() => kit.Dispose();

    [Fact]
    public void The_site_has_an_index_a_page_for_each_notebook_and_the_shared_files_once()
    {
        Assert.Equal(0, kit.Run("export gallery"));
        Assert.Equal("artifacts/gallery/index.html: 2 notebooks\n", kit.Output);
        Assert.Equal(
        [
            "assets/gallery.css", "assets/gallery.js", "assets/katex.css", "assets/katex.js", "assets/page.css", "assets/plotly.min.js",
            "assets/thumbnails/balancing/weights one.svg", "gallery.txt", "index.html", "notebooks/balancing/weights one.html", "notebooks/training/plain.html",
        ], Files("artifacts/gallery").Keys);
        Assert.Equal(Svg, Read("assets/thumbnails/balancing/weights one.svg"));
        Assert.Equal(["artifacts/gallery"], Directory.GetFileSystemEntries(kit.Folder["artifacts"]).Select(path => Path.GetRelativePath(kit.Folder.Path, path)).Where(path => path != "artifacts/web"));
    }

    [Fact]
    public void The_index_tells_paper_claims_verdicts_and_time_by_chapter()
    {
        kit.Run("export gallery");
        var index = Read("index.html");
        Assert.Equal(["Balancing", "Training"], Heading().Matches(index).Select(match => match.Groups[1].Value));
        foreach (var shown in (string[])
        [
            ">Weights</a></h3>", "<cite>A paper about tasks</cite>. Chen, O&#39;Hara, 2018, <a href=\"https://arxiv.org/abs/1234.56789\">arXiv 1234.56789</a>",
            "</span> reproduced</span> <span>Weights that adapt reach a lower loss</span>", "</span> not reproduced</span> <span>", "The stored run took 12 s.",
            "src=\"assets/thumbnails/balancing/weights%20one.svg\" alt=\"Bar chart of losses\"", "2 notebooks, 2 claims ", "</span> 1 not reproduced</span>",
            ">Plain &amp; simple</a></h3>", "No stored claim.",
        ])
            Assert.Contains(shown, index);
        foreach (var landmark in (string[])["<header", "<main", "<nav aria-label=", "<form role=\"search\" hidden>", "role=\"status\"", "<label for=\"q\">"])
            Assert.Contains(landmark, index);
    }

    [Fact]
    public void Pages_lead_back_and_on_and_to_each_other()
    {
        kit.Run("export gallery");
        var plain = Read("notebooks/training/plain.html");
        Assert.Contains("<a href=\"../../index.html#chapter-training\">Training</a>", plain);
        Assert.Contains("<a rel=\"prev\" href=\"../../notebooks/balancing/weights%20one.html\">", plain);
        Assert.DoesNotContain("rel=\"next\"", plain);
        Assert.Contains("<a href=\"../../notebooks/balancing/weights%20one.html#the-law\">weights</a>, notes.", plain);
        Assert.Contains("<a rel=\"next\" href=\"../../notebooks/training/plain.html\">", Read("notebooks/balancing/weights one.html"));
        Assert.Contains("./kit run notebooks/training/plain.ipynb", plain);
    }

    [Fact]
    public void Every_link_resolves_inside_the_site_and_no_path_is_absolute()
    {
        kit.Run("export gallery --out site");
        var files = Files("site");
        foreach (var (file, text) in files.Where(pair => pair.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(kit.Folder.Path, text);
            var links = Link().Matches(text).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("data:", StringComparison.Ordinal) && !link.StartsWith("https://arxiv.org/", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(links);
            foreach (var parts in links.Select(link => link.Split('#')))
            {
                var target = parts[0].Length == 0 ? file : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), $"/{Path.GetDirectoryName(file)}")[1..];
                Assert.True(files.ContainsKey(target), $"{file}: {target} is not there");
                if (parts.Length > 1) Assert.Contains($" id=\"{parts[1]}\"", files[target]);
            }
        }
    }

    [Fact]
    public void The_search_knows_headings_and_words_of_everything()
    {
        Add("training/evil", new NotebookBuilder().Markdown("# </script><b>"));
        kit.Run("export gallery");
        var json = Json().Match(Read("index.html")).Groups[1].Value;
        var notebooks = JsonNode.Parse(json)!.AsArray();
        Assert.Equal(["notebooks/balancing/weights%20one.html", "notebooks/training/evil.html", "notebooks/training/plain.html"], notebooks.Select(notebook => (string?)notebook!["page"]));
        Assert.Equal("""[["Plain & simple","plain-simple"],["Método","método"]]""", notebooks[2]!["headings"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Subset(((string)notebooks[0]!["words"]!).Split(' ').ToHashSet(), new HashSet<string>(["weights", "chen", "hara", "2018", "56789", "adapt", "law", "balancing", "reproduced"]));
    }

    [Fact]
    public void The_same_notebooks_give_the_same_bytes_and_an_old_gallery_is_replaced()
    {
        kit.Run("export gallery --out site");
        var first = Files("site");
        File.Delete(kit.Folder["site/index.html"]);
        kit.Run("export gallery --out site");
        Assert.Equal(first, Files("site"));
        File.Delete(kit.Folder["notebooks/training/plain.ipynb"]);
        kit.Run("export gallery --out site");
        Assert.False(File.Exists(kit.Folder["site/notebooks/training/plain.html"]));
    }

    [Theory]
    [InlineData("site/mine.txt", "site is there and is not a gallery")]
    [InlineData("site/gallery.txt", "site is there and is not a gallery")]
    [InlineData("site", "site is a file, not a folder")]
    public void A_folder_of_somebody_else_is_not_touched(string file, string message)
    {
        kit.Folder.Write(file, "mine");
        Assert.Equal($"export gallery: {message}", Refusal("export gallery --out site"));
        Assert.Equal("mine", File.ReadAllText(kit.Folder[file]));
    }

    [Fact]
    public void A_gallery_with_a_file_of_somebody_else_is_not_touched()
    {
        kit.Run("export gallery --out site");
        kit.Folder.Write("site/.git/config", "mine");
        Assert.Equal("export gallery: site holds .git/config, which is not of the gallery", Refusal("export gallery --out site"));
        Assert.Equal("export gallery: . is there and is not a gallery", Refusal("export gallery --out ."));
        Assert.Equal("mine", File.ReadAllText(kit.Folder["site/.git/config"]));
    }

    [Fact]
    public void A_gallery_that_cannot_be_completed_leaves_the_old_one()
    {
        kit.Run("export gallery --out site");
        var first = Files("site");
        var folder = new GalleryFolder(kit.Folder["site"]);
        Assert.Throws<IOException>(() => folder.Replace(scratch =>
        {
            File.WriteAllText(Path.Combine(scratch, "index.html"), "half");
            throw new IOException("disk full");
        }));
        Assert.Equal(first, Files("site"));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(kit.Folder.Path), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void A_notebook_that_cannot_be_read_is_named_and_the_others_are_shown()
    {
        kit.Folder.Write("notebooks/training/broken.ipynb", "{");
        Assert.Equal(1, kit.Run("export gallery"));
        Assert.StartsWith("left out: notebooks/training/broken.ipynb: ", kit.Output);
        Assert.EndsWith("artifacts/gallery/index.html: 2 notebooks\n", kit.Output);
    }

    [Fact]
    public void Without_notebooks_there_is_no_gallery()
    {
        Directory.Delete(kit.Folder["notebooks"], recursive: true);
        Assert.Equal("export gallery: there is no notebook to show under notebooks", Refusal("export gallery"));
        Assert.False(Directory.Exists(kit.Folder["artifacts/gallery"]));
    }

    void Add(string name, NotebookBuilder notebook)
    {
        if (name.StartsWith("training", StringComparison.Ordinal)) notebook.Metadata.Remove("marginalia");
        kit.Folder.Write($"notebooks/{name}.ipynb", notebook.ToString());
    }

    string Read(string file) => File.ReadAllText(kit.Folder[$"artifacts/gallery/{file}"]);

    SortedDictionary<string, string> Files(string folder) => new(
        Directory.GetFiles(kit.Folder[folder], "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(kit.Folder[folder], path), File.ReadAllText), StringComparer.Ordinal);

    string Refusal(string line) => Assert.Throws<UsageError>(() => kit.Run(line)).Message;

    [GeneratedRegex("<h2[^>]*>([^<]*)<")]
    private static partial Regex Heading();

    [GeneratedRegex("\\s(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<script id=\"notebooks\" type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Json();
}
