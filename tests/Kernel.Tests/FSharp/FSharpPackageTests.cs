using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Tests.Packages;

namespace Marginalia.Kernel.Tests.FSharp;

public sealed class FSharpPackageTests : IDisposable
{
    readonly LocalFeed _feed = new();

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void A_package_is_the_same_for_fsharp_and_csharp()
    {
        _feed.Add("Local.Counter", "1.0.0", "namespace Local { public class Counter { public static int Count; public int Number = ++Count; } }");
        var engine = new NotebookEngine();
        Assert.Equal("result:1", LocalFeed.Run(engine, "#!fsharp\n#r \"nuget: Local.Counter, 1.0.0\"\nopen Local\nlet c = Counter()\nc.Number").Sink.Calls[^1]);
        Assert.Equal("result:True", LocalFeed.Run(engine, "#!share c --from fsharp\nc.GetType() == typeof(Local.Counter) && new Local.Counter().Number == 2").Sink.Log);
        Assert.Equal("result:3", LocalFeed.Run(engine, "#!fsharp\nCounter().Number").Sink.Log);
        Assert.Equal("result:4", LocalFeed.Run(engine, "var d = new Local.Counter();\n#!fsharp\n#!share d --from csharp\nd.Number").Sink.Log);
    }

    [Fact]
    public void What_csharp_referenced_first_is_there_for_fsharp()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static string Name = \"one\"; }");
        var engine = new NotebookEngine();
        Assert.Equal("result:one", LocalFeed.Run(engine, "#r \"nuget: Local.One, 1.0.0\"\nOne.Name").Sink.Calls[^1]);
        Assert.Equal("result:one", LocalFeed.Run(engine, "#!fsharp\nOne.Name").Sink.Log);
    }
}
