using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Marginalia.Datasets.Fetching;

namespace Marginalia.Tests.Datasets.Fetching;

/// <summary>A script as a process of its own, which is stopped at random moments.</summary>
public sealed class KilledRunTests : IDisposable
{
    const int Parts = 3, Kills = 15;
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);
    readonly TemporaryFolder folder = new();
    readonly byte[][] contents = [.. Enumerable.Range(0, Parts).Select(part => Noise(part, 300_000))];
    readonly byte[][] zips;
    readonly LoopbackServer server;

    public KilledRunTests()
    {
        zips = [.. contents.Select((content, part) => Zip($"{part}.bin", content))];
        server = new(asked => Answer.Good(asked, zips[asked.Path[1] - '0'], "\"v\"") with { Pace = TimeSpan.FromMilliseconds(2) });
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    string Target => folder["set"];

    static byte[] Noise(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static byte[] Zip(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open())
            entry.Write(content);
        return stream.ToArray();
    }

    string Build([CallerMemberName] string name = "")
    {
        var files = zips.Select((zip, part) => $$"""new("{{part}}.zip", {{zip.Length}}) { Urls = ["{{server.Url}}{{part}}.zip"], Sha256 = "{{Convert.ToHexStringLower(SHA256.HashData(zip))}}" }""");
        string source = $$"""
            using Marginalia.Datasets.Fetching;

            return DataScript.Run(args, new Recipe
            {
                Name = "{{name}}", Licence = "none", Page = "https://example.org", Paper = "none", UnpackedBytes = 1000000, Open = _ => [],
                Files = [{{string.Join(", ", files)}}],
            });
            """;
        foreach (string part in new[] { "Marginalia.dll", "Marginalia.Torch.dll", "SharpCompress.dll", "System.IO.Hashing.dll" })
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, part)))
                File.Copy(Path.Combine(AppContext.BaseDirectory, part), folder[part]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Marginalia.Tests.runtimeconfig.json"), folder["script.runtimeconfig.json"]);
        File.WriteAllBytes(folder["script.dll"], ScriptCompiler.Compile("script.cs", source));
        return folder["script.dll"];
    }

    Process Start(string script)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [script, "--to", Target]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    (int Code, string Error) Finish(Process process)
    {
        string error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(limit), "the script did not end in time");
        return (process.ExitCode, error);
    }

    void AssertRight()
    {
        for (int part = 0; part < Parts; part++)
            Assert.Equal(contents[part], File.ReadAllBytes(Path.Combine(Target, $"{part}.bin")));
        Assert.Equal(Parts + 2, Directory.GetFiles(Target).Length);
        Assert.Empty(Receipt.Check(Target));
    }

    [Fact]
    public void Killed_at_any_moment_it_ends_complete_or_clearly_incomplete_and_goes_on()
    {
        string script = Build();
        var random = new Random(11);
        int incomplete = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            // Odd ones while it unpacks, sums up and names, even ones while it fetches.
            long enough = server.Sent + random.Next(Parts * 300_000);
            Func<bool> moment = kill % 2 == 1 ? () => Directory.Exists(folder["set.partial/tree"]) : () => server.Sent > enough;
            int more = kill % 2 == 1 ? random.Next(60) : 0;
            using var process = Start(script);
            for (var wait = Stopwatch.StartNew(); !moment() && !process.HasExited && wait.Elapsed < limit;)
                Thread.Sleep(1);
            Thread.Sleep(more);
            process.Kill();
            process.WaitForExit();
            if (Directory.Exists(Target))
            {
                AssertRight();
                Directory.Delete(Target, true);
            }
            else
                incomplete++;
        }

        Assert.True(incomplete > 0, "no kill came in the midst of the work");
        using (var last = Start(script))
            Assert.Equal(0, Finish(last).Code);
        AssertRight();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "*.partial"));
    }

    [Fact]
    public void Ctrl_C_ends_it_in_good_order()
    {
        string script = Build();
        using var process = Start(script);
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < limit && server.Requests.IsEmpty;)
            Thread.Sleep(5);
        using (var signal = Process.Start("kill", ["-INT", $"{process.Id}"]))
            signal.WaitForExit();
        var (code, error) = Finish(process);
        Assert.Equal(130, code);
        Assert.Contains("The same command goes on from here", error);
        Assert.False(Directory.Exists(Target));
        using (var again = Start(script))
            Assert.Equal(0, Finish(again).Code);
        AssertRight();
    }
}
