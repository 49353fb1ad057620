using Marginalia.Kernel.Intelligence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Tests.Intelligence;

public sealed class DirectiveCompletionTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("marginalia-").FullName;
    readonly Session _session = new("int count = 1;");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("#$$", "#r #i #load #!time #!import #!csharp #!html #region")]
    [InlineData("#!$$", "#!time #!import #!csharp #!html #!markdown !#r")]
    [InlineData("#!ti$$", "#!time !#!import")]
    [InlineData("count\n#!ti$$\ncount", "#!time")]
    [InlineData("#!html\n#!cs$$", "#!csharp")]
    [InlineData("#r \"$$", "nuget: project:")]
    [InlineData("#r \"nu$$\"", "nuget:")]
    [InlineData("#i \"$$", "nuget:")]
    [InlineData("#!time $$", "!count")]
    [InlineData("#!html\ncou$$", "!count")]
    [InlineData("#!html\n<b>\n#!csharp\ncou$$", "count")]
    [InlineData("#!time\ncou$$", "count")]
    [InlineData("cou$$\n#!html\n<b>", "count")]
    [InlineData("#r \"nuget: Some.Package, 1.0\"\n#i \"nuget:https://example.org\"\ncou$$", "count")]
    [InlineData("#r \"\0$$", "!count")]
    [InlineData("#r \"\"\n#r \"missing.dll\"\n#r \"no.such/\0file.dll\"\ncou$$", "count")]
    public void Offers(string marked, string expected) => _session.Check(marked, expected);

    [Fact]
    public void A_directive_is_replaced_as_a_whole()
    {
        var completions = _session.Complete("count\n#!ti$$");
        Assert.Equal((6, 10, "#!time"), (completions.Start, completions.End, completions.Items[0].Text));
        Assert.Equal((CompletionKind.Directive, "show how long the cell takes"), (completions.Items[0].Kind, completions.Items[0].Documentation));
    }

    [Fact]
    public void Files_of_the_right_kind_and_folders_are_offered()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "inner"));
        foreach (var name in (string[])["a.dll", "a.csx", "a.ipynb", "a.txt", "a.csproj", ".hidden.dll"])
            File.WriteAllText(Path.Combine(_folder, name), "");
        Assert.Equal(["inner/", "a.dll"], _session.Names($"#r \"{_folder}/$$\"").Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["a.dll"], _session.Names($"#r \"{_folder}/a$$\""));
        Assert.Equal(["a.csproj"], _session.Names($"#r \"project: {_folder}/a$$\""));
        Assert.Equal(["a.csx"], _session.Names($"#load \"{_folder}/a$$\""));
        Assert.Equal(["a.csx", "a.ipynb"], _session.Names($"#!import {_folder}/a$$"));
        Assert.Equal([], _session.Names($"#r \"{_folder}/missing/$$\""));
        var completions = _session.Complete($"#r \"{_folder}/a$$\"");
        Assert.Equal(1, completions.End - completions.Start);
    }

    [Fact]
    public void Installed_packages_and_their_versions_are_offered()
    {
        foreach (var version in (string[])["1.2.0", "1.10.0"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, "some.package", version));
            File.WriteAllText(Path.Combine(_folder, "some.package", version, "some.package.nuspec"), "");
        }
        var before = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", _folder);
        try
        {
            Assert.Equal(["some.package"], _session.Names("#r \"nuget: So$$\""));
            Assert.Equal(["1.10.0", "1.2.0"], _session.Names("#r \"nuget: Some.Package, $$\""));
            Assert.Equal(["1.2.0"], _session.Names("#r \"nuget: Some.Package,1.2$$\""));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", before);
        }
    }

    [Fact]
    public void A_library_referenced_by_the_cell_itself_is_known_as_it_is_now_and_stays_replaceable()
    {
        var path = Path.Combine(_folder, "Lib.dll");
        Build(path, "/// <summary>Ours.</summary>\npublic class Tool { public int First; }");
        File.WriteAllText(Path.ChangeExtension(path, ".xml"), "<doc><members><member name=\"T:Tool\"><summary>Ours &amp; theirs.</summary></member></members></doc>");
        _session.Check($"#r \"{path}\"\nnew Tool().$$", "First");
        Assert.Equal("class Tool\n\nOurs & theirs.", _session.Inspect($"#r \"{path}\"\nnew To$$ol()")!["text/plain"]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        Build(path, "public class Tool { public int Second; }");
        Assert.Null(_session.Engine.Execute($"#r \"{path}\"\nvar tool = new Tool {{ Second = 2 }};", new Engine.RecordingSink(), TestContext.Current.CancellationToken).Error);
        _session.Check("tool.$$", "Second !First");
        _session.Check("cou$$", "count");
    }

    static void Build(string path, string code)
    {
        var result = CSharpCompilation.Create("Lib", [CSharpSyntaxTree.ParseText(code)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
