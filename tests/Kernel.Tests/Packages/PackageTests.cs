using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Tests.Engine;

namespace Marginalia.Kernel.Tests.Packages;

public sealed class PackageTests : IDisposable
{
    readonly LocalFeed _feed = new();

    public void Dispose() => _feed.Dispose();

    static string Log(params string[] cells)
    {
        var (sink, result) = LocalFeed.Run(cells);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    [Fact]
    public void A_package_is_there_for_the_cell_that_asks_for_it_with_what_it_needs()
    {
        _feed.Add("Local.Base", "1.0.0", "namespace Local { public class Base { public static int Number = 40; } }");
        _feed.Add("Local.Sum", "2.1.0", "namespace Local { public static class Sum { public static int Of(int x) => Base.Number + x; public static int Double(this int x) => 2 * x; } }", ["Local.Base 1.0.0"]);
        var engine = new NotebookEngine();
        var (sink, result) = LocalFeed.Run(engine, "using Local;\n#r \"nuget: local.sum, 2.1.0\"\n(Sum.Of(2), 4.Double(), Base.Number)");
        Assert.Null(result.Error);
        Assert.Equal("display:Installing Packages\n- local.sum, 2.1.0", sink.Calls[0]);
        Assert.Equal("update:Installed Packages\n- Local.Sum, 2.1.0", sink.Calls[^2]);
        Assert.Equal("result:( 42, 8, 40 )", sink.Calls[^1]);
        Assert.Equal("result:41", LocalFeed.Run(engine, "Sum.Of(1)").Sink.Log);
        Assert.Equal("result:43", LocalFeed.Run(engine, "#r \"nuget:Local.Sum\"\nLocal.Sum.Of(3)").Sink.Log); // again: silently the same
    }

    [Fact]
    public void A_restore_is_kept_and_needs_neither_feed_nor_dotnet_the_next_time()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static string Name = \"one\"; }");
        Log("#r \"nuget: Local.One, 1.0.0\"\nOne.Name");
        Directory.Delete(_feed.Folder["feed"], recursive: true);
        var written = File.GetLastWriteTimeUtc(_feed.KeptFile);
        Assert.Equal("display:Installed Packages\n- Local.One, 1.0.0 | result:one", Log("#r \"nuget: Local.One, 1.0.0\"\nOne.Name"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_feed.KeptFile));
    }

    [Fact]
    public void What_was_kept_heals_when_packages_or_the_notes_are_lost()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static string Name = \"one\"; }");
        Log("#r \"nuget: Local.One, 1.0.0\"\nOne.Name");
        Directory.Delete(_feed.Folder["packages/local.one"], recursive: true);
        Assert.EndsWith("result:one", Log("#r \"nuget: Local.One, 1.0.0\"\nOne.Name"));
        File.WriteAllText(_feed.KeptFile, "{ \"version\": ");
        Assert.EndsWith("result:one", Log("#r \"nuget: Local.One, 1.0.0\"\nOne.Name"));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_feed.Folder["cache/marginalia/packages"]), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void Floating_versions_are_asked_for_again_after_a_day_and_used_all_the_same_when_no_feed_answers()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");
        _feed.Add("Local.One", "1.5.0", "public class One { public static int Version = 15; }");
        _feed.Add("Local.One", "2.0.0-beta", "public class One { public static int Version = 20; }");
        Assert.EndsWith("- Local.One, 1.5.0 | result:15", Log("#r \"nuget: Local.One\"\nOne.Version"));
        _feed.Add("Local.One", "1.6.0", "public class One { public static int Version = 16; }");
        Assert.EndsWith("result:15", Log("#r \"nuget: Local.One\"\nOne.Version"));
        File.SetLastWriteTimeUtc(_feed.KeptFile, DateTime.UtcNow.AddDays(-2));
        Assert.EndsWith("result:16", Log("#r \"nuget: Local.One\"\nOne.Version"));
        File.SetLastWriteTimeUtc(_feed.KeptFile, new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Directory.Move(_feed.Folder["feed"], _feed.Folder["gone"]);
        Assert.EndsWith("stderr:No feed answered; the packages are those of 2026-01-02 03:04 UTC.\\n | result:16", Log("#r \"nuget: Local.One\"\nOne.Version"));
        Directory.Move(_feed.Folder["gone"], _feed.Folder["feed"]);
        Assert.EndsWith("result:20", Log("#r \"nuget: Local.One, *-*\"\nOne.Version"));
        Assert.EndsWith("result:15", Log("#r \"nuget: Local.One, [1.1,1.6)\"\nOne.Version"));
    }

    [Fact]
    public void Another_version_of_a_package_is_refused_and_names_do_not_depend_on_case()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");
        _feed.Add("Local.One", "2.0.0", "public class One { public static int Version = 2; }");
        Assert.Equal("cell 2, line 2: LOCAL.ONE version 2.0.0 cannot be added because version 1.0.0 was added previously.",
            Log("#r \"nuget: Local.One, 1.*\"\nOne.Version", "Console.Write(1);\n#r \"nuget: LOCAL.ONE, 2.0.0\""));
    }

    [Fact]
    public void A_restore_that_fails_says_so_in_the_words_of_the_feed_before_the_cell_runs_and_asks_for_nothing_more()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");
        var engine = new NotebookEngine();
        var (sink, result) = LocalFeed.Run(engine, "Console.Write(1);\n#r \"nuget: Local.None, 1.0.0\"\n#r \"nuget: Local.One, 3.0.0\"");
        Assert.Equal(CellErrorKind.Directive, result.Error!.Kind);
        Assert.Equal("Local.None 1.0.0, Local.One 3.0.0: NU1101: Unable to find package Local.None. No packages exist with this id in source(s): local", result.Error.Value.Split('\n')[0]);
        Assert.Contains("NU1102: Unable to find package Local.One with version (>= 3.0.0)", result.Error.Value);
        Assert.Contains("Found 1 version(s) in local [ Nearest version: 1.0.0 ]", result.Error.Value);
        Assert.DoesNotContain("   at ", string.Join('\n', result.Error.Traceback));
        Assert.DoesNotContain("stdout", sink.Log);
        Assert.EndsWith("result:1", LocalFeed.Run(engine, "#r \"nuget: Local.One, 1.0.0\"\nOne.Version").Sink.Log);
    }

    [Fact]
    public void Sources_are_added_by_a_line_and_stay()
    {
        _feed.Add("Local.Two", "1.0.0", "public class Two { public static int Value = 2; }", folder: "other feed");
        Assert.Contains("NU1101", Log("#r \"nuget: Local.Two, 1.0.0\""));
        Assert.EndsWith("result:2", Log("#i \"nuget:other feed\"", "#r \"nuget: Local.Two, 1.0.0\"\nTwo.Value"));
        Assert.Contains($"NU1301: The local source '{_feed.Folder["missing"]}' doesn't exist.", Log("#i \"nuget: missing\"\n#r \"nuget: Local.Three, 1.0.0\""));
        Assert.Contains("name the feed or the folder", Log("#i \"nuget: \""));
    }

    [Fact]
    public void A_later_package_keeps_the_versions_that_are_in_use()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");
        _feed.Add("Local.Two", "1.0.0", "public class Two { public static int Value = 2 + One.Version; }", ["Local.One 1.0.0"]);
        var engine = new NotebookEngine();
        LocalFeed.Run(engine, "#r \"nuget: Local.One\"\nvar kept = new One();");
        _feed.Add("Local.One", "1.1.0", "public class One { public static int Version = 11; }");
        Assert.EndsWith("result:( 3, 1 )", LocalFeed.Run(engine, "#r \"nuget: Local.Two\"\nkept = new One();\n(Two.Value, One.Version)").Sink.Log);
    }

    [Fact]
    public void A_newer_version_of_what_another_package_brought_is_taken_unless_it_is_in_use_already()
    {
        _feed.Add("Local.One", "1.0.0", "public class One { public static int Version = 1; }");
        _feed.Add("Local.Two", "1.0.0", "public class Two { public static int Value = 2; public static One Make() => new(); }", ["Local.One 1.0.0"]);
        _feed.Add("Local.One", "1.1.0", "public class One { public static int Version = 11; public static int New = 5; }");
        _feed.Add("Local.Three", "1.0.0", "public class Three { public static int Value = 3 + One.New; public static One Make() => new(); }", ["Local.One 1.1.0"]);
        Assert.EndsWith("result:( 2, 8, 11, 5 )", Log("#r \"nuget: Local.Two\"\nTwo.Value", "#r \"nuget: Local.Three\"\n(Two.Value, Three.Value, One.Version, One.New)"));
        var late = Log("#r \"nuget: Local.Two\"\nOne.Version", "#r \"nuget: Local.Three\"\nOne.Version");
        Assert.EndsWith("stderr:Local.One 1.0.0.0 is in use; the packages bring 1.1.0.0. If they fail, restart the kernel and reference all packages in the first cell.\\n | result:1", late);
    }

    [Fact]
    public void Cells_get_their_own_version_of_a_library_that_this_program_uses_too()
    {
        _feed.Add("Markdig", "0.1.0", "namespace Markdig { public static class Markdown { public static string ToHtml(string x) => \"ours \" + x; } }");
        Assert.EndsWith("result:ours x", Log("#r \"nuget: Markdig, 0.1.0\"\nMarkdig.Markdown.ToHtml(\"x\")"));
    }

    [Fact]
    public void An_older_copy_of_the_framework_in_a_package_is_not_taken()
    {
        _feed.Add("System.Text.Json", "4.0.0", "namespace System.Text.Json { public class JsonDocument { } }");
        _feed.Add("Local.Json", "1.0.0", "public class J { public static string Text = \"j\"; }", files: new() { ["lib/net10.0/System.Text.Json.dll"] = File.ReadAllBytes(_feed.Library("System.Text.Json")) });
        Assert.EndsWith("result:j5", Log("#r \"nuget: Local.Json\"\nJ.Text + System.Text.Json.JsonDocument.Parse(\"5\").RootElement.GetInt32()"));
    }

    [Fact]
    public void The_framework_that_a_package_needs_is_there_or_named()
    {
        var shared = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "Microsoft.AspNetCore.App"));
        Assert.SkipUnless(Directory.Exists(shared), "ASP.NET Core is not installed");
        var library = Directory.GetFiles(shared, "Microsoft.AspNetCore.WebUtilities.dll", SearchOption.AllDirectories).Order().Last();
        var code = "public class Web { public static string Encode(byte[] bytes) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(bytes); }";
        _feed.Add("Local.Web", "1.0.0", _feed.Compile("Local.Web", "1.0.0", code, [library]), framework: "Microsoft.AspNetCore.App");
        Assert.EndsWith("result:AQI", Log("#r \"nuget: Local.Web\"\nusing Microsoft.AspNetCore.WebUtilities;\nWeb.Encode(WebEncoders.Base64UrlDecode(\"AQI\"))"));
        _feed.Add("Local.Window", "1.0.0", _feed.Compile("Local.Window", "1.0.0", "public class Window { }"), framework: "Microsoft.WindowsDesktop.App");
        Assert.Contains("the packages need Microsoft.WindowsDesktop.App 10, which is not installed in ", Log("#r \"nuget: Local.Window\""));
    }

    [Fact]
    public void Native_libraries_of_a_package_are_found_by_the_name_in_the_code()
    {
        var native = new[] { "/usr/lib", "/lib" }.SelectMany(Directory.GetDirectories).Select(folder => Path.Combine(folder, "libz.so.1")).First(File.Exists);
        var rid = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        _feed.Add("Local.Zip", "1.0.0", "using System.Runtime.InteropServices; public class Zip { [DllImport(\"localzip\")] static extern nint zlibVersion(); public static string V => Marshal.PtrToStringAnsi(zlibVersion()); }",
            files: new() { [$"runtimes/{rid}/native/liblocalzip.so"] = File.ReadAllBytes(native) });
        Assert.Matches("result:1[0-9.]+$", Log("#r \"nuget: Local.Zip\"\nZip.V"));
    }

    [Fact]
    public async Task A_restore_can_be_interrupted()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); // accepts, and never answers
        silent.Start();
        _feed.WriteSettings($"http://127.0.0.1:{((System.Net.IPEndPoint)silent.LocalEndpoint).Port}/index.json\" protocolVersion=\"3\" allowInsecureConnections=\"true");
        var engine = new NotebookEngine();
        var sink = new RecordingSink();
        var cell = Task.Run(() => engine.Execute("#r \"nuget: Local.Any\"", sink, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        using (await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            engine.Interrupt();
        Assert.Equal(CellErrorKind.Interrupted, (await cell.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).Error?.Kind);
    }
}
