using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.Tests.Packages;

public sealed class ProjectTests : IDisposable
{
    readonly LocalFeed _feed = new();
    readonly NotebookEngine _engine = new();

    public ProjectTests() => _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");

    public void Dispose() => _feed.Dispose();

    string Log(string cell)
    {
        var (sink, result) = LocalFeed.Run(_engine, cell);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    void Write(string code, string frameworks = "<TargetFramework>net10.0</TargetFramework>")
    {
        _feed.Folder.Write("Base/Base.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{frameworks}</PropertyGroup></Project>");
        _feed.Folder.Write("Base/Base.cs", "namespace My { public class Base { public static int Ten = 10; } }");
        _feed.Folder.Write("Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
            + "<ItemGroup><PackageReference Include=\"Local.One\" Version=\"1.*\" /><ProjectReference Include=\"../Base/Base.csproj\" /></ItemGroup></Project>");
        _feed.Folder.Write("Lib/Lib.cs", code);
    }

    [Theory]
    [InlineData("net10.0", "net10.0")]
    [InlineData("net48;netstandard2.0;net8.0;net9.0;net10.0-windows;net99.0", "net9.0")]
    [InlineData("netstandard2.0;netstandard2.1", "netstandard2.1")]
    [InlineData("netstandard2.1;netcoreapp3.1", "netcoreapp3.1")]
    public void The_newest_framework_that_runs_here_is_chosen(string frameworks, string chosen) => Assert.Equal(chosen, ProjectFile.Choose(frameworks.Split(';'), "x.csproj"));

    [Fact]
    public void A_project_is_built_and_referenced_with_its_packages_and_projects()
    {
        Write("namespace My { public class Lib { public static int Sum => Base.Ten + One.Version; } }");
        Assert.EndsWith("update:Referenced Project\n- Lib.csproj (net10.0) | result:( 11, 10, 1 )", Log("#r \"project: Lib/Lib.csproj\"\nusing My;\n(Lib.Sum, Base.Ten, One.Version)"));
        _feed.Folder.Write("Lib/Lib.cs", "namespace My { public class Lib { public static int Sum => 99; } }");
        var again = Log("#r \"project:Lib\"\nLib.Sum");
        Assert.Contains("stderr:Lib.csproj has changed since this notebook referenced it. Cells go on with what it was; restart the kernel to use what it is now.", again);
        Assert.EndsWith("result:11", again);
        Assert.EndsWith("result:99", LocalFeed.Run("#r \"project:Lib\"\nMy.Lib.Sum").Sink.Log);
    }

    [Fact]
    public void A_project_that_does_not_build_says_why()
    {
        Write("namespace My { public class Lib { public static int Sum => Missing; } }");
        Assert.Equal("cell 1, line 2: Lib.csproj does not build:\nLib/Lib.cs(1,60): CS0103: The name 'Missing' does not exist in the current context", Log("\n#r \"project: Lib\"\nConsole.Write(1);"));
    }

    [Fact]
    public void Projects_for_other_frameworks_and_places_without_one_are_refused()
    {
        Write("", "<TargetFramework>net48</TargetFramework>");
        Assert.Equal("cell 1, line 1: Base.csproj is built for net48; expected net10.0 or older, or netstandard2.1 or older", Log("#r \"project: Base\""));
        Assert.StartsWith("cell 2, line 1: #r \"project: none\": there is no file and no folder ", Log("#r \"project: none\""));
        Directory.CreateDirectory(_feed.Folder["empty"]);
        Assert.EndsWith("empty has no project; expected one .csproj file in it", Log("#r \"project: empty\""));
        _feed.Folder.Write("Base/Other.fsproj", "<Project />");
        Assert.EndsWith("has several projects (Base.csproj, Other.fsproj); name one of them", Log("#r \"project: Base\""));
    }

    [Fact]
    public void A_library_that_was_replaced_asks_for_a_restart()
    {
        File.WriteAllBytes(_feed.Folder["Mine.dll"], _feed.Compile("Mine", "1.0.0", "public class Mine { public static int X = 1; }"));
        Assert.Equal("result:1", Log("#r \"Mine.dll\"\nMine.X"));
        Assert.Equal("result:1", Log("#r \"Mine.dll\"\nMine.X"));
        File.SetLastWriteTimeUtc(_feed.Folder["Mine.dll"], DateTime.UtcNow.AddMinutes(1));
        Assert.Equal("cell 3, line 2: #r \"Mine.dll\": the file has changed since it was referenced; restart the kernel to use what it is now", Log("\n#r \"Mine.dll\"\nMine.X"));
    }
}
