using System.Security.Cryptography;
using System.Text.Json;
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;
using TorchSharp;

namespace Marginalia.Tests.Datasets.Fetching;

public sealed class FetchRunTests : IDisposable
{
    static readonly byte[] one = Pack(("a.txt", "alpha"), ("deep/b.txt", "beta")), two = "gamma"u8.ToArray();
    readonly TemporaryFolder folder = new();
    readonly LoopbackServer server = new(asked => Answer.Good(asked, asked.Path == "/one.zip" ? one : two, "\"v\""));
    readonly StringWriter text = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    string Target => folder["set"];

    static byte[] Pack(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }

        return stream.ToArray();
    }

    static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    Recipe Recipe => new()
    {
        Name = "Three Letters",
        Licence = "As you like it.",
        Page = "https://letters.example",
        Paper = "Letters, 2020",
        UnpackedBytes = 1000,
        Files =
        [
            new("one.zip", one.Length) { Urls = [server.Url + "one.zip"], Sha256 = Sum(one) },
            new("two.txt", two.Length) { Urls = [server.Url + "two.txt"], Sha256 = Sum(two), Into = "more" },
        ],
        Open = opened => [new Letters(opened)],
    };

    FetchSettings Settings => new() { Out = text, Error = text, Terminal = false, Answer = () => null, Delay = (_, _) => Task.CompletedTask };

    int Run(Recipe recipe, FetchSettings settings, params string[] words)
    {
        FetchSettings.Current = settings;
        text.GetStringBuilder().Clear();
        return DataScript.Run(["--to", Target, .. words], recipe);
    }

    int Run(params string[] words) => Run(Recipe, Settings, words);

    string[] Made() => [.. Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Target, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_data_set_is_fetched_unpacked_arranged_verified_and_then_named()
    {
        var recipe = Recipe with { Arrange = tree => File.Move(Path.Combine(tree, "deep/b.txt"), Path.Combine(tree, "b.txt")) };
        Assert.Equal(0, Run(recipe, Settings));
        Assert.Equal(["a.txt", "b.txt", "marginalia.json", "marginalia.sha256", "more/two.txt"], Made());
        Assert.Equal(["set"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        foreach (string fact in new[] { "Three Letters", "As you like it.", "https://letters.example", "Letters, 2020", "to fetch", "complete" })
            Assert.Contains(fact, text.ToString());
    }

    [Fact]
    public void An_inner_folder_moves_up_and_inner_archives_are_unpacked()
    {
        var inner = Pack(("x.txt", "x"));
        File.WriteAllBytes(folder["inner.zip"], inner);
        var recipe = Recipe with { Inner = "deep", Files = [.. Recipe.Files, new("inner.zip", 0) { ByHand = "see the page", Unpack = false, Into = "deep/deep" }] };
        Assert.Equal(0, Run(recipe with { Arrange = tree => DataScript.Unpack(Path.Combine(tree, "deep", "inner.zip"), Path.Combine(tree, "y")) }, Settings, "--from", folder["inner.zip"]));
        Assert.Equal(["a.txt", "b.txt", "marginalia.json", "marginalia.sha256", "more/two.txt", "y/x.txt"], Made());
    }

    [Fact]
    public void Two_archives_with_one_name_are_refused()
    {
        File.WriteAllBytes(folder["three.zip"], Pack(("a.txt", "other")));
        Assert.Equal(1, Run(Recipe with { Files = [.. Recipe.Files, new("three.zip", 0) { ByHand = "see the page" }] }, Settings, "--from", folder["three.zip"]));
        Assert.Contains("three.zip: 'a.txt' is there already, from another archive", text.ToString());
    }

    [Fact]
    public void The_receipt_says_where_it_came_from_and_sha256sum_can_read_the_sums()
    {
        Assert.Equal(0, Run());
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Target, "marginalia.json")));
        Assert.Equal(3, json.RootElement.GetProperty("files").GetInt32());
        Assert.Equal([Sum(one), Sum(two)], json.RootElement.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("sha256").GetString()));
        using var check = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sha256sum", ["--check", "--status", "marginalia.sha256"]) { WorkingDirectory = Target })!;
        check.WaitForExit();
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public void A_second_run_finds_it_complete_and_asks_for_nothing()
    {
        Assert.Equal(0, Run());
        int asked = server.Requests.Count;
        Assert.Equal(0, Run());
        Assert.Contains("is complete already", text.ToString());
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public void Check_needs_no_network_and_names_all_that_is_wrong()
    {
        Assert.Equal(0, Run());
        server.Dispose();
        Assert.Equal(0, Run("--check"));
        File.WriteAllText(Path.Combine(Target, "a.txt"), "Alpha");
        File.Delete(Path.Combine(Target, "deep/b.txt"));
        File.WriteAllText(Path.Combine(Target, "new"), "");
        Assert.Equal(1, Run("--check"));
        foreach (string problem in new[] { "a.txt: has changed", "deep/b.txt: is missing", "new: was not there", "a.txt: is not in lower case" })
            Assert.Contains(problem, text.ToString());
    }

    [Theory]
    [InlineData("marginalia.sha256")]
    [InlineData("marginalia.json")]
    public void A_changed_receipt_is_noticed(string name)
    {
        Assert.Equal(0, Run());
        File.AppendAllText(Path.Combine(Target, name), "x");
        Assert.Equal(1, Run("--check"));
        Assert.Contains(name, text.ToString());
    }

    [Fact]
    public void Check_of_a_folder_that_something_else_made_asks_the_readers()
    {
        folder.Write("set/a.txt", "alpha");
        Assert.Equal(0, Run("--check"));
        folder.Write("set/a.txt", "ALPHA");
        Assert.Equal(1, Run("--check"));
        Assert.Contains("is not in lower case", text.ToString());
    }

    [Fact]
    public void What_the_readers_refuse_is_not_named_unless_the_user_wants_it()
    {
        var recipe = Recipe with { Arrange = tree => File.WriteAllText(Path.Combine(tree, "a.txt"), "ALPHA") };
        Assert.Equal(1, Run(recipe, Settings));
        Assert.Contains($"{Environment.NewLine}a.txt: is not in lower case", text.ToString());
        Assert.False(Directory.Exists(Target));
        Assert.Equal(0, Run(recipe, Settings, "--allow-problems"));
        Assert.Contains("is not in lower case", File.ReadAllText(Path.Combine(Target, "marginalia.json")));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Files_can_be_fetched_first_and_unpacked_later()
    {
        Assert.Equal(0, Run("--download-only"));
        Assert.False(Directory.Exists(Target));
        server.Dispose();
        Assert.Equal(0, Run());
        Assert.Equal(5, Made().Length);
    }

    [Fact]
    public void Terms_have_to_be_accepted()
    {
        var recipe = Recipe with { MustAccept = true };
        Assert.Equal(2, Run(recipe, Settings));
        Assert.Contains("--accept", text.ToString());
        Assert.Equal(2, Run(recipe, Settings with { Answer = () => "no" }));
        Assert.Empty(server.Requests);
        Assert.Equal(0, Run(recipe, Settings with { Answer = () => " Yes" }));
        Directory.Delete(Target, true);
        Assert.Equal(0, Run(recipe, Settings, "--accept"));
    }

    [Fact]
    public void A_full_disk_is_noticed_before_anything_is_fetched()
    {
        Assert.Equal(2, Run(Recipe, Settings with { FreeSpace = _ => 1000 }));
        Assert.Contains("1.0 kB are free", text.ToString());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Files_without_an_address_are_asked_for_and_taken_by_hand()
    {
        var recipe = Recipe with { Files = [Recipe.Files[0] with { Urls = [], ByHand = "log in at https://letters.example and take it." }, Recipe.Files[1]] };
        Assert.Equal(2, Run(recipe, Settings));
        Assert.Contains("one.zip (", text.ToString());
        Assert.Contains("log in at https://letters.example", text.ToString());
        folder.Write("mine/one.zip", "");
        Assert.Equal(1, Run(recipe, Settings, "--from", folder["mine"]));
        Assert.Contains($"has 0 bytes; expected {one.Length}", text.ToString());
        File.WriteAllBytes(folder["mine/one.zip"], [.. one.AsSpan()[..^1], 9]);
        Assert.Equal(1, Run(recipe, Settings, "--from", folder["mine/one.zip"]));
        Assert.Contains("its SHA-256 is", text.ToString());
        File.WriteAllBytes(folder["mine/one.zip"], one);
        Assert.Equal(0, Run(recipe, Settings, "--from", folder["mine"]));
        Assert.Equal(["/two.txt"], server.Requests.Select(asked => asked.Path));
        Assert.True(File.Exists(folder["mine/one.zip"]));
    }

    [Fact]
    public void A_sum_by_MD5_is_held_too()
    {
        var recipe = Recipe with { Files = [Recipe.Files[0] with { Sha256 = null, Md5 = new('0', 32) }, Recipe.Files[1]] };
        File.WriteAllBytes(folder["one.zip"], one);
        Assert.Equal(1, Run(recipe, Settings, "--from", folder["one.zip"]));
        Assert.Contains("its MD5 is", text.ToString());
    }

    [Fact]
    public void A_mirror_is_asked_first()
    {
        using var mirror = new LoopbackServer(asked => Answer.Good(asked, asked.Path == "/m/one.zip" ? one : two));
        Assert.Equal(0, Run("--mirror", mirror.Url + "m"));
        Assert.Equal(["/m/one.zip", "/m/two.txt"], mirror.Requests.Select(asked => asked.Path));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_mirror_without_encryption_takes_a_SHA_256()
    {
        var recipe = Recipe with { Files = [Recipe.Files[0] with { Sha256 = null, Md5 = new('0', 32) }] };
        Assert.Equal(2, Run(recipe, Settings, "--mirror", server.Url.ToString()));
        Assert.Contains("by https only", text.ToString());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_dangerous_archive_makes_nothing()
    {
        var bad = Pack(("../out.txt", "x"));
        using var other = new LoopbackServer(asked => Answer.Good(asked, bad));
        var recipe = Recipe with { Files = [new("one.zip", bad.Length) { Urls = [other.Url + "one.zip"], Sha256 = Sum(bad) }] };
        Assert.Equal(1, Run(recipe, Settings));
        Assert.Contains("leads out of the data set", text.ToString());
        Assert.False(Directory.Exists(Target));
        Assert.False(File.Exists(folder["out.txt"]));
    }

    [Fact]
    public void Only_one_run_works_on_a_folder()
    {
        using (Staging.Open(Target))
        {
            Assert.Equal(1, Run());
            Assert.Contains("another run", text.ToString());
        }

        Assert.Equal(0, Run());
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_left_alone()
    {
        folder.Write("set/mine.txt", "mine");
        Assert.Equal(2, Run());
        Assert.Contains("was not made by this script", text.ToString());
        Assert.Equal(["mine.txt"], Made());
        File.Delete(Path.Combine(Target, "mine.txt"));
        Assert.Equal(0, Run());
    }

    [Fact]
    public void What_an_interrupted_run_left_is_gone_on_with()
    {
        folder.Write("set.partial/files/one.zip", "");
        File.WriteAllBytes(folder["set.partial/files/one.zip"], one);
        folder.Write("set.partial/files/two.txt.part", "gam");
        folder.Write("set.partial/tree/half.txt", "half");
        Assert.Equal(0, Run());
        Assert.Equal(["/two.txt"], server.Requests.Select(asked => asked.Path));
        Assert.Equal(3, server.Requests.Single().From);
        Assert.DoesNotContain("half.txt", Made());
        Assert.False(Directory.Exists(folder["set.partial"]));
    }

    [Theory]
    [InlineData("'--nowhere' is not known", "--nowhere")]
    [InlineData("'stray' is not known", "stray")]
    [InlineData("--mirror needs a value", "--mirror")]
    [InlineData("--mirror ftp://a: expected", "--mirror=ftp://a")]
    [InlineData("/nothing: expected a folder, or one of the files one.zip, two.txt", "--from", "/nothing")]
    public void Wrong_words_are_explained(string message, params string[] words)
    {
        Assert.Equal(2, Run(words));
        Assert.Contains(message, text.ToString());
    }

    [Fact]
    public void Without_a_target_the_words_are_listed()
    {
        FetchSettings.Current = Settings;
        Assert.Equal(2, DataScript.Run([], Recipe));
        Assert.Contains("--to DIR is missing", text.ToString());
        Assert.Equal(0, DataScript.Run(["--help"], Recipe));
        Assert.Contains("--download-only", text.ToString());
    }

    // One example, the text of a.txt, which has to be in lower case.
    sealed class Letters(string root) : SampleDataset
    {
        public override int Count => 1;

        public override IReadOnlyList<string> Names => ["label"];

        public override Sample Read(long index)
        {
            string file = Path.Combine(root, "a.txt");
            return File.ReadAllText(file).Any(char.IsUpper) ? throw new DatasetException(file, "is not in lower case") : new Sample(("label", torch.tensor(0L)));
        }
    }
}
