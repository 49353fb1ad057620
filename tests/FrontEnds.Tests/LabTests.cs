using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Marginalia.FrontEnds.Tests;

/// <summary>kit lab, seen from the network and from the process table.</summary>
public sealed class LabTests : IDisposable
{
    readonly SmallClone clone = new();
    readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        clone.Dispose();
    }

    [Fact]
    public async Task Only_who_knows_the_token_gets_in_and_only_from_this_machine()
    {
        await using var lab = await LabProcess.Start(clone);
        Assert.Equal("127.0.0.1", lab.Address.Host);
        Assert.Matches("^[?]token=[0-9a-f]{40,}$", lab.Address.Query);
        Assert.Equal(HttpStatusCode.OK, await Status(lab.Address));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(new(lab.Address, "/api/contents")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(new(lab.Address, "/api/contents?token=guess")));
        Assert.Equal(HttpStatusCode.Found, await Status(new(lab.Address, "/kernelspecs/marginalia/plotly.min.js")));
        Assert.Equal(["0100007F"], File.ReadAllLines("/proc/net/tcp").Concat(File.ReadAllLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[1].EndsWith($":{lab.Address.Port:X4}", StringComparison.Ordinal) && words[3] == "0A") // listening
            .Select(words => words[1].Split(':')[0]).Distinct());
    }

    [Fact]
    public async Task It_serves_the_kernel_under_both_names_and_plotly_to_figures()
    {
        await using var lab = await LabProcess.Start(clone);
        var specs = JsonNode.Parse(await http.GetStringAsync(lab.Page("api/kernelspecs"), Cancelled))!;
        Assert.Equal("marginalia", (string?)specs["default"]);
        foreach (var name in new[] { "marginalia", ".net-csharp" })
            Assert.Equal(Path.Combine(clone.Root, "kit"), (string?)specs["kernelspecs"]![name]!["spec"]!["argv"]![0]);
        var plotly = await http.GetAsync(lab.Page("kernelspecs/marginalia/plotly.min.js"), Cancelled);
        Assert.Contains("javascript", plotly.Content.Headers.ContentType!.MediaType);
        Assert.Contains("plotly.js", await plotly.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("a b.ipynb", "/notebooks/a%20b.ipynb")]
    [InlineData("chapter/ünï?.ipynb", "/notebooks/chapter/%C3%BCn%C3%AF%3F.ipynb")]
    public async Task The_address_is_that_of_the_notebook(string name, string path)
    {
        var file = clone.Add(name, new NotebookBuilder().Code("1").ToString());
        await using var lab = await LabProcess.Start(clone, file);
        Assert.Equal(path, lab.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, await Status(lab.Address));
    }

    [Fact]
    public async Task A_notebook_elsewhere_is_shown_in_its_own_folder()
    {
        using var elsewhere = new TemporaryFolder();
        await using var lab = await LabProcess.Start(clone, elsewhere.Write("own.ipynb", new NotebookBuilder().Code("1").ToString()));
        Assert.Equal("/notebooks/own.ipynb", lab.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, await Status(lab.Address));
    }

    [Fact]
    public async Task When_it_is_interrupted_the_server_and_its_kernels_end_and_leave_nothing()
    {
        await using var lab = await LabProcess.Start(clone);
        var answer = await http.PostAsync(lab.Page("api/kernels"), new StringContent("""{"name": "marginalia"}"""), Cancelled);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(143, await lab.End());
        Assert.Empty(await lab.Survivors());
        Assert.Equal(["config", "data"], Directory.GetDirectories(Path.Combine(clone.Root, "artifacts", "lab")).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task A_port_in_use_is_refused()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var result = await KitProcess.Run(clone.Root, ["lab", "--no-browser", "--port", $"{port}"], variables: LabProcess.DebiansPrograms());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"port {port} is in use", result.Error);
    }

    [Fact]
    public async Task A_server_that_does_not_start_shows_why()
    {
        clone.Add("../bin/jupyter-lab", "#!/bin/sh\necho no such module: tornado >&2\nexit 1\n");
        File.SetUnixFileMode(Path.Combine(clone.Root, "bin", "jupyter-lab"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var programs = LabProcess.DebiansPrograms();
        programs["PATH"] = $"{clone.Root}/bin:{programs["PATH"]}";
        var result = await KitProcess.Run(clone.Root, ["lab", "--no-browser"], variables: programs);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("jupyter-lab did not start; it printed:\nno such module: tornado", result.Error);
    }

    [Theory]
    [InlineData("lab nowhere.ipynb", "there is no file 'nowhere.ipynb'")]
    [InlineData("lab notebooks", "'notebooks' is a folder")]
    [InlineData("lab --port 99999", "--port takes a number from 1 to 65535, not 99999")]
    [InlineData("lab --ip 0.0.0.0", "there is no option '--ip'")]
    public async Task Wrong_words_are_explained(string words, string message)
    {
        var result = await KitProcess.Run(clone.Root, words.Split(' '), variables: LabProcess.DebiansPrograms());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    async Task<HttpStatusCode> Status(Uri address) => (await http.GetAsync(address, Cancelled)).StatusCode;
}
