using System.Text.Json.Nodes;

namespace Marginalia.Kit.Tests.Jupyter;

/// <summary>kit kernel install and uninstall, in folders of their own.</summary>
public sealed class RegistrationTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string clone, kernels;

    public RegistrationTests()
    {
        clone = Path.GetDirectoryName(folder.Write("clone/artifacts/web/plotly.min.js", "plotly = 1"))!.Replace("/artifacts/web", "", StringComparison.Ordinal);
        kernels = folder["prefix/share/jupyter/kernels"];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_kernel_is_started_by_the_launcher_of_this_clone()
    {
        Assert.Equal($"C# (Marginalia) is installed in {kernels}/marginalia", (await Kit("install", "--prefix", folder["prefix"])).Split('\n')[0]);
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(kernels, "marginalia", "kernel.json")))!;
        Assert.Equal([$"{clone}/kit", "kernel", "start", "{connection_file}"], spec["argv"]!.AsArray().Select(word => (string)word!));
        Assert.Equal("C# (Marginalia)", (string?)spec["display_name"]);
        Assert.Equal("C#", (string?)spec["language"]);
        Assert.Equal("message", (string?)spec["interrupt_mode"]);
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "plotly.min.js"], Files("marginalia"));
        Assert.Equal((byte)'P', File.ReadAllBytes(Path.Combine(kernels, "marginalia", "logo-64x64.png"))[1]);
        Assert.Contains("plotly = 1", File.ReadAllText(Path.Combine(kernels, "marginalia", "plotly.min.js")));
    }

    [Fact]
    public async Task Without_take_over_the_old_name_is_left_alone()
    {
        Other(".net-csharp");
        var before = Tree();
        Assert.Contains("find it with --take-over", await Kit("install", "--prefix", folder["prefix"]));
        Assert.Equal("theirs", File.ReadAllText(Path.Combine(kernels, ".net-csharp", "logo.png")));
        Assert.Equal(["kernel.json", "logo.png"], Files(".net-csharp"));
        Assert.Contains("Removed", await Kit("uninstall", "--prefix", folder["prefix"]));
        Assert.Equal(before, Tree());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Uninstall_puts_back_what_take_over_replaced(int installations)
    {
        Other(".net-csharp");
        Other("python3");
        var before = Tree();
        for (var i = 0; i < installations; i++)
            Assert.Contains("the kernel that had this name comes back", await Kit("install", "--prefix", folder["prefix"], "--take-over"));
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(kernels, ".net-csharp", "kernel.json")))!;
        Assert.Equal($"{clone}/kit", (string?)spec["argv"]![0]);
        Assert.Equal(".NET (C#)", (string?)spec["display_name"]);
        Assert.NotEqual(before, Tree());
        Assert.Contains("Put back", await Kit("uninstall", "--prefix", folder["prefix"]));
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task A_name_that_was_free_is_free_again()
    {
        Other("python3");
        var before = Tree();
        Assert.Contains("It answers to .net-csharp, too.", await Kit("install", "--prefix", folder["prefix"], "--take-over"));
        Assert.Contains("It answers to .net-csharp, too.", await Kit("install", "--prefix", folder["prefix"]));
        await Kit("uninstall", "--prefix", folder["prefix"]);
        Assert.Equal(before, Tree());
        Assert.Contains("nothing to remove", await Kit("uninstall", "--prefix", folder["prefix"]));
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task A_kernel_of_somebody_else_with_our_name_is_refused()
    {
        Other("marginalia");
        var before = Tree();
        var result = await Run("install", "--prefix", folder["prefix"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{kernels}/marginalia is there and is not Marginalia's", result.Error);
        Assert.Contains("nothing to remove", await Kit("uninstall", "--prefix", folder["prefix"]));
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task The_kernel_of_another_clone_is_replaced_but_not_removed()
    {
        var other = Directory.CreateDirectory(folder["other"]).FullName;
        await Kit("install", "--prefix", folder["prefix"]);
        var result = await KitProcess.Run(other, ["kernel", "uninstall", "--prefix", folder["prefix"]]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"belongs to the clone in {clone}; uninstall it there", result.Output);
        result = await KitProcess.Run(other, ["kernel", "install", "--prefix", folder["prefix"]]);
        Assert.Contains($"Replaces the kernel of the clone in {clone}.", result.Output);
        Directory.Delete(other, recursive: true);
        Assert.Contains("Removed", await Kit("uninstall", "--prefix", folder["prefix"])); // its clone is gone
    }

    [Fact]
    public async Task The_users_folder_is_the_one_that_Jupyter_names()
    {
        var result = await Run("install");
        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(folder["data/kernels/marginalia/kernel.json"]), result.Output + result.Error);
    }

    [Theory]
    [InlineData("kernel", "kernel: needs one more word: ")]
    [InlineData("kernel instal", "did you mean 'install'?")]
    [InlineData("kernel install --prefx x", "did you mean '--prefix'?")]
    public async Task Wrong_words_are_explained(string words, string message)
    {
        var result = await KitProcess.Run(clone, words.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    void Other(string name)
    {
        folder.Write($"prefix/share/jupyter/kernels/{name}/kernel.json", """{"argv": ["theirs"], "display_name": "Theirs", "language": "C#", "metadata": {"marginalia": 3}}""");
        folder.Write($"prefix/share/jupyter/kernels/{name}/logo.png", "theirs");
    }

    string[] Files(string name) => [.. Directory.GetFileSystemEntries(Path.Combine(kernels, name)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    string Tree() => string.Join('\n', Directory.EnumerateFiles(folder["prefix"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path}: {File.ReadAllText(path)}"));

    async Task<string> Kit(params string[] words)
    {
        var result = await Run(words);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }

    Task<KitResult> Run(params string[] words) =>
        KitProcess.Run(clone, ["kernel", .. words], variables: new() { ["JUPYTER_DATA_DIR"] = folder["data"] });
}
