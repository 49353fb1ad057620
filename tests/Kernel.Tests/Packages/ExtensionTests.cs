using System.Text;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Packages;
using Marginalia.Kernel.Tests.Engine;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Tests.Packages;

public sealed class ExtensionTests : IDisposable
{
    readonly LocalFeed _feed = new();

    public void Dispose()
    {
        _feed.Dispose();
        Formatter.ResetToDefault();
    }

    static string Log(params string[] cells)
    {
        var (sink, result) = LocalFeed.Run(cells);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    /// <summary>A package whose library was compiled against .NET Interactive's names, and is an extension.</summary>
    void Add(string name, string body, string more = "")
    {
        var code = $$"""
            using System; using System.IO; using System.Threading.Tasks; using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Formatting; using Microsoft.DotNet.Interactive.Commands;
            public class Chart { public int Height; }
            public class Extension : IKernelExtension { public async Task OnLoadAsync(Kernel kernel) { await Task.Yield(); {{body}} } }
            {{more}}
            """;
        var library = _feed.Compile(name, "1.0.0", code, [typeof(NotebookEngine).Assembly.Location]);
        _feed.Add(name, "1.0.0", library, new() { [$"interactive-extensions/dotnet/{name}.dll"] = library });
    }

    [Fact]
    public void A_package_formats_its_values_and_runs_code()
    {
        Add("Local.Chart", "Formatter.Register<Chart>((chart, writer) => writer.Write(\"<svg height=\" + chart.Height + \"/>\"), \"text/html\");"
            + "await Kernel.Root.FindKernelByName(\"csharp\").SendAsync(new SubmitCode(\"int Ready = 7;\"));");
        var (sink, result) = LocalFeed.Run("#r \"nuget: Local.Chart, 1.0.0\"\nnew Chart { Height = Ready }");
        Assert.Null(result.Error);
        Assert.Equal("<svg height=7/>", sink.Results[0]["text/html"]);
    }

    [Fact]
    public void A_script_of_a_package_runs()
    {
        _feed.Add("Local.Script", "1.0.0", "public class Quiet { }", files: new() { ["interactive-extensions/dotnet/extension.dib"] = Encoding.UTF8.GetBytes("#!csharp\n\nint FromScript = 8;\n\n#!html\n\n<b>hello</b>\n") });
        var log = Log("#r \"nuget: Local.Script, 1.0.0\"\nFromScript");
        Assert.EndsWith("display:<b>hello</b> | result:8", log);
    }

    [Fact]
    public void An_extension_that_fails_is_named_and_the_package_is_usable()
    {
        Add("Local.Bad", "throw new Exception(\"no display\");");
        Assert.EndsWith("stderr:Local.Bad 1.0.0: its extension for notebooks did not load; the package itself is usable. no display\\n | result:5", Log("#r \"nuget: Local.Bad, 1.0.0\"\nnew Chart { Height = 5 }.Height"));
    }

    [Fact]
    public void Assemblies_under_the_names_of_NET_Interactive_forward_to_the_types_here()
    {
        var forwards = InteractiveAssemblies.Find("Microsoft.DotNet.Interactive.Formatting")!;
        Assert.Equal(typeof(Formatter), forwards.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter", throwOnError: true));
        Assert.Contains(typeof(System.DisplayExtensions), forwards.GetForwardedTypes());
        Assert.DoesNotContain(forwards.GetForwardedTypes(), type => type.Namespace!.StartsWith("Marginalia", StringComparison.Ordinal));
        Assert.True(forwards.GetName().Version > new Version(1, 0));
        Assert.Null(InteractiveAssemblies.Find("Microsoft.DotNet.Interactive.CSharp"));
    }

    [Fact]
    public void The_compiler_takes_them_for_the_assemblies_that_a_package_names()
    {
        var forwards = _feed.Folder.Write("Microsoft.DotNet.Interactive.dll", "");
        File.WriteAllBytes(forwards, InteractiveAssemblies.Image("Microsoft.DotNet.Interactive"));
        // The token of the real assembly's key, as packages have it in their references.
        Assert.Equal("31bf3856ad364e35", Convert.ToHexStringLower(System.Reflection.AssemblyName.GetAssemblyName(forwards).GetPublicKeyToken()!));
        var library = _feed.Compile("Local.Shown", "1.0.0", "public class Shown { public static Microsoft.DotNet.Interactive.Kernel Kernel => Microsoft.DotNet.Interactive.Kernel.Root; }",
            [forwards, typeof(NotebookEngine).Assembly.Location]);
        _feed.Add("Local.Shown", "1.0.0", library);
        Assert.EndsWith("result:.NET", Log("#r \"nuget: Local.Shown, 1.0.0\"\nMicrosoft.DotNet.Interactive.Kernel k = Shown.Kernel; k.Name"));
    }

    [Theory]
    [InlineData(typeof(MissingMethodException), "Method not found: 'Void Microsoft.DotNet.Interactive.Kernel.AddDirective(System.Object)'.", "It needs Void Microsoft.DotNet.Interactive.Kernel.AddDirective(System.Object) of .NET Interactive, which is not supported here.")]
    [InlineData(typeof(TypeLoadException), "Could not load type 'Microsoft.DotNet.Interactive.CompositeKernel' from assembly 'X'.", "It needs Microsoft.DotNet.Interactive.CompositeKernel of .NET Interactive, which is not supported here.")]
    [InlineData(typeof(MissingMethodException), "Method not found: 'Void Other.Thing.Go()'.", null)]
    [InlineData(typeof(InvalidOperationException), "Microsoft.DotNet.Interactive", null)]
    public void What_is_missing_is_said_in_words(Type type, string message, string? words) =>
        Assert.Equal(words, MissingApi.Describe(new System.Reflection.TargetInvocationException((Exception)Activator.CreateInstance(type, message)!)));

    [Fact]
    public void Code_that_a_cell_submits_runs_at_once()
    {
        var engine = new NotebookEngine();
        var sink = new RecordingSink();
        const string cell = """
            using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Commands;
            var own = 1;
            await Kernel.Root.SendAsync(new SubmitCode("own += 1; var submitted = 5;", "csharp"));
            await Kernel.Root.SendAsync(new SubmitCode("<b>now</b>", "html"));
            own
            """;
        Assert.Null(engine.Execute(cell, sink, TestContext.Current.CancellationToken).Error);
        Assert.Equal("display:<b>now</b> | result:2", sink.Log);
        Assert.Equal("result:( 2, 5 )", LocalFeed.Run(engine, "(own, submitted)").Sink.Log);
        Assert.Contains("The name 'missing' does not exist", LocalFeed.Run(engine, "await Kernel.Root.SubmitCodeAsync(\"missing\");").Result.Error!.Value);
    }
}
