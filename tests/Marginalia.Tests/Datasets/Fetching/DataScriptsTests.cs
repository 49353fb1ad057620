using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Reflection;
using System.Text.RegularExpressions;
using Marginalia.Datasets.Fetching;

namespace Marginalia.Tests.Datasets.Fetching;

/// <summary>The programs of data-scripts/.</summary>
public sealed partial class DataScriptsTests
{
    static readonly string[] scripts = [.. Directory.GetFiles(Repository.PathTo("data-scripts"), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    static readonly ConcurrentDictionary<string, Recipe> recipes = new();

    public static TheoryData<string> Scripts => [.. scripts];

    static string Source(string script) => File.ReadAllText(Repository.PathTo("data-scripts", script + ".cs"));

    static Recipe RecipeOf(string script) => recipes.GetOrAdd(script, Read);

    static Recipe Read(string script)
    {
        Recipe? recipe = null;
        FetchSettings.Current = new() { Inspect = found => recipe = found };
        var entry = Assembly.Load(ScriptCompiler.Compile(script + ".cs", Source(script))).EntryPoint!;
        Assert.Equal(0, entry.Invoke(null, [Array.Empty<string>()]));
        return recipe!;
    }

    [GeneratedRegex("https?://[^\\s\"']+")]
    private static partial Regex Link();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_compiles_and_its_recipe_is_well_formed(string script)
    {
        var recipe = RecipeOf(script);
        Assert.All([recipe.Name, recipe.Licence, recipe.Paper], fact => Assert.NotEmpty(fact.Trim()));
        Assert.StartsWith("http", new Uri(recipe.Page).Scheme);
        Assert.InRange(recipe.UnpackedBytes, 1, 1L << 42);
        Assert.NotEmpty(recipe.Files);
        Assert.Equal(recipe.Files.Count, recipe.Files.Select(file => file.Name.ToUpperInvariant()).Distinct().Count());
        Assert.All(recipe.Files, file =>
        {
            Assert.Equal(file.Name, Path.GetFileName(file.Name));
            Assert.InRange(file.Size, 0, 1L << 42);
            Assert.Matches("^([0-9a-f]{64})?$", file.Sha256 ?? "");
            Assert.Matches("^([0-9a-f]{32})?$", file.Md5 ?? "");
            Assert.True(file.Urls.Count > 0 || file.ByHand is { Length: > 20 }, $"{file.Name} has neither an address nor a word on how to get it by hand");
            Assert.All(file.Urls, url => Assert.True(Redirects.Allowed(new(url), file), $"{url}: http takes a SHA-256"));
            Assert.DoesNotContain("..", file.Into);
        });
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_says_where_its_facts_are_from(string script)
    {
        string[] comments = [.. Source(script).Split('\n').Where(line => line.StartsWith("//", StringComparison.Ordinal))];
        Assert.Contains(comments, line => Link().IsMatch(line));
        Assert.Contains($"// dotnet run data-scripts/{script}.cs -- --to DIR", comments);
        Assert.Contains("#:project ../src/Marginalia", Source(script).Split('\n'));
    }

    [Fact]
    public void The_page_of_scripts_lists_them_as_they_are()
    {
        string page = File.ReadAllText(Repository.PathTo("docs", "data-scripts.md"));
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && !line.StartsWith("| `--", StringComparison.Ordinal))];
        Assert.Equal(scripts.Select(Row), rows);
    }

    // savemat('meta.mat', {'synsets': s}, do_compression=True) of scipy, s = 3x1 structs ILSVRC2012_ID, WNID, words, num_children: 1 n02119789, 2 n02100735, 3 n00000001
    const string Meta = "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFdlZCBOb3YgMjUgMjM6MzQ6MjQgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAtgAAAHic42NgYJjAzMDABqQ5gJiJAQJYoXygFAMjFLMDcXFlXnFqSTFQnoWBDypuAcSePsFhQc5GBoZG8Z4uDOF+QAIOyvOLUorhvLzS3PjkjMyclKLUPAawGSD9MPvZ0OxnRMIgwAkVh4AP9iD9Dkj6WbDo50TSLwDl5xkYGRpamltYQsXR3YHNHDY0c9igflMwpNQfFOt3oCQcDAzMjU2pEQ5GAx0OHBSEAwQYUiMcjCkPBwD4oSQS";

    [Fact]
    public void ImageNet_is_arranged_by_synsets()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["train"]);
        foreach (string synset in new[] { "n02100735", "n02119789" })
        {
            folder.Write($"{synset}_1.JPEG", synset);
            using var tar = new TarWriter(File.Create(folder[$"train/{synset}.tar"]));
            tar.WriteEntry(folder[$"{synset}_1.JPEG"], $"{synset}_1.JPEG");
        }

        for (int image = 1; image <= 3; image++)
            folder.Write($"val/ILSVRC2012_val_{image:00000000}.JPEG", $"{image}");
        folder.Write("ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt", "2\n1\n2\n");
        File.WriteAllBytes(folder["ILSVRC2012_devkit_t12/data/meta.mat"], Convert.FromBase64String(Meta));
        RecipeOf("imagenet").Arrange!(folder.Path);
        Assert.Equal("n02100735", File.ReadAllText(folder["train/n02100735/n02100735_1.JPEG"]));
        Assert.Empty(Directory.GetFiles(folder["train"]));
        Assert.Equal(["n02100735/ILSVRC2012_val_00000001.JPEG", "n02100735/ILSVRC2012_val_00000003.JPEG", "n02119789/ILSVRC2012_val_00000002.JPEG"],
            Directory.GetFiles(folder["val"], "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder["val"], path)).Order(StringComparer.Ordinal));
    }

    static string Row(string script)
    {
        var recipe = RecipeOf(script);
        int byHand = recipe.Files.Count(file => file.Urls.Count == 0);
        string way = byHand == 0 ? "itself" : byHand == recipe.Files.Count ? "by hand" : "partly by hand";
        return $"| `{script}` | [{recipe.Name}]({recipe.Page}) | {recipe.SizeToFetch} | {ProgressLine.Bytes(recipe.UnpackedBytes)} | {way}{(recipe.MustAccept ? ", terms" : "")} | {recipe.Licence} |";
    }
}
