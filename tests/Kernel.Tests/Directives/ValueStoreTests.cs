using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marginalia.Kernel.Tests.Directives;

public sealed class ValueStoreTests : IDisposable
{
    readonly Cells _cells = new();
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_below_the_line_is_kept_and_shown() =>
        Assert.Equal("result:a,b\n#!1", _cells.Run("#!value --name t\na,b\n#!1", "#!share t --from value\nt"));

    [Fact]
    public void Json_is_shared_as_a_document()
    {
        Assert.Equal("display:{\"a\": 1}", _cells.Run("#!value --name j --mime-type application/json\n{\"a\": 1}"));
        Assert.Equal("result:1", _cells.Run("#!share j --from value\nj.RootElement.GetProperty(\"a\").GetInt32()"));
    }

    [Fact]
    public void Files_variables_and_answers_are_kept()
    {
        var file = _folder.Write("a b.csv", "1,2\n");
        Assert.Equal("display:1,2\n", _cells.Run($"#!value --name f --mime-type text/csv --from-file \"{file}\""));
        Assert.Equal("display:5", _cells.Run("var five = 5;", "#!value --name v --from-value @csharp:five"));
        _cells.Answers.Enqueue("answer");
        Assert.Equal("display:answer", _cells.Run("#!value --name w --from-value @input:Q"));
        Assert.Equal("result:1,2\n5answer", _cells.Run("#!share f --from value\n#!share v --from value\n#!share w --from value\nf + v + w"));
        Assert.Equal("display:[ f, v, w ]", _cells.Run("#!value --name f --from-file \"" + file + "\"\n#!who")[("display:1,2\n | ").Length..]);
    }

    [Fact]
    public async Task An_address_is_read()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await server.AcceptTcpClientAsync();
            await client.GetStream().ReadAtLeastAsync(new byte[4096], 16);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"));
        }, TestContext.Current.CancellationToken);
        Assert.Equal("display:[]", _cells.Run($"#!value --name u --from-url http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/x"));
        Assert.Equal(["application/json"], _cells.Shown[0].Data.Keys);
        await serving;
    }

    [Theory]
    [InlineData("#!value\ntext", "cell 1, line 1: #!value: --name is missing: what the value is called; use #!value --name NAME ")]
    [InlineData("#!value --name a --from-file f --from-value v", "cell 1, line 1: #!value: --from-file and --from-value exclude each other")]
    [InlineData("1\n#!value --name a --from-value v\ntext", "cell 1, line 2: #!value: --from-value and text below the line exclude each other")]
    [InlineData("#!value --name a --from-file none.txt", "cell 1, line 1: #!value: Could not find file ")]
    [InlineData("#!value --name a --from-url nowhere", "cell 1, line 1: #!value: An invalid request URI was provided.")]
    [InlineData("#!value --name a --mime-type application/json\n{", "cell 1, line 1: #!value: not well-formed JSON: ")]
    public void What_is_wrong_is_said(string cell, string error) => Assert.StartsWith(error, _cells.Run(cell));
}
