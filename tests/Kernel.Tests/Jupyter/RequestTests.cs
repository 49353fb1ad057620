using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class RequestTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    readonly TestClient _client = kernel.Connect();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public void Kernel_info_says_what_this_is(string channel)
    {
        var info = _client.Ask("kernel_info_request", [], channel);
        Assert.Equal("busy | idle", info.Short);
        var content = info.Reply.Content;
        Assert.Equal(("kernel_info_reply", "ok", "5.4", "marginalia"), (info.Reply.Type, info.Reply.Status, (string?)content["protocol_version"], (string?)content["implementation"]));
        Assert.Equal("5.4", (string?)info.Reply.Header["version"]);
        var language = content["language_info"]!;
        Assert.Equal(("C#", ".cs", "text/x-csharp", "csharp"), ((string?)language["name"], (string?)language["file_extension"], (string?)language["mimetype"], (string?)language["pygments_lexer"]));
        Assert.Matches(@"^\d+\.\d+", (string)language["version"]!);
        Assert.NotEmpty(content["help_links"]!.AsArray());
        Assert.Contains("C#", (string?)content["banner"]);
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("for (var i = 0; i < 3; i++) {", "incomplete")]
    [InlineData("var x = ;", "invalid")]
    public void Is_complete_tells_what_a_console_should_do(string code, string status) =>
        Assert.Equal(status, _client.Ask("is_complete_request", new() { ["code"] = code }).Reply.Status);

    [Theory]
    [InlineData("var s = \"é\"; s.Leng", 19, "Length", 15, 19)]
    [InlineData("var s = \"😀\"; s.Leng", 19, "Length", 15, 19)] // positions are in code points
    [InlineData("#!ti", 4, "#!time", 0, 4)]
    public void Completions_say_what_they_replace(string code, int position, string match, int start, int end)
    {
        var complete = _client.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = position });
        Assert.Equal("busy | idle", complete.Short);
        var content = complete.Reply.Content;
        Assert.Equal([match], content["matches"]!.AsArray().Select(text => (string)text!));
        Assert.Equal((start, end), ((int)content["cursor_start"]!, (int)content["cursor_end"]!));
        Assert.Equal(match, (string?)content["metadata"]!["_jupyter_types_experimental"]![0]!["text"]);
    }

    [Fact]
    public void Completion_knows_what_cells_have_declared()
    {
        _client.Execute("var declaredJustNow = 1;");
        var matches = _client.Ask("complete_request", new() { ["code"] = "declaredJ", ["cursor_pos"] = 9 }).Reply.Content["matches"]!.AsArray();
        Assert.Equal("declaredJustNow", (string?)matches.Single());
    }

    [Fact]
    public void Inspect_shows_what_is_known_of_a_name()
    {
        var known = _client.Ask("inspect_request", new() { ["code"] = "Console.WriteLine", ["cursor_pos"] = 12, ["detail_level"] = 0 }).Reply.Content;
        Assert.True((bool)known["found"]!);
        Assert.Contains("WriteLine", (string?)known["data"]!["text/plain"]);
        var inspect = _client.Ask("inspect_request", new() { ["code"] = "zzz", ["cursor_pos"] = 1, ["detail_level"] = 0 }).Reply;
        Assert.Equal(["data", "found", "metadata", "status"], inspect.Content.Select(pair => pair.Key).Order());
        Assert.False((bool)inspect.Content["found"]!);
    }

    [Fact]
    public void Comms_are_closed_at_once()
    {
        Assert.Equal("{}", _client.Ask("comm_info_request", new() { ["target_name"] = "x" }).Reply.Content["comms"]!.ToJsonString());
        var published = _client.Published(_client.Send("comm_open", new() { ["comm_id"] = "c1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() }));
        Assert.Equal(["busy", "comm_close", "idle"], published.Select(message => message.Short));
        Assert.Equal("c1", (string?)published[1].Content["comm_id"]);
        Assert.Equal(2, _client.Published(_client.Send("comm_msg", new() { ["comm_id"] = "c1", ["data"] = new JsonObject() })).Count);
    }

    [Fact]
    public void A_debugger_is_refused_in_its_own_protocol()
    {
        var reply = _client.Ask("debug_request", new() { ["type"] = "request", ["seq"] = 3, ["command"] = "initialize", ["arguments"] = new JsonObject() }, "control").Reply.Content;
        Assert.Equal(("response", 3, false, "initialize"), ((string?)reply["type"], (int)reply["request_seq"]!, (bool)reply["success"]!, (string?)reply["command"]));
        Assert.Contains("no debugger", (string?)reply["message"]);
    }

    [Theory]
    [InlineData("shell", "no_such_request")]
    [InlineData("control", "execute_request")]
    public void What_is_not_known_is_logged_and_ignored(string channel, string type)
    {
        _client.Send(type, TestClient.Cell("1"), channel);
        Assert.Equal("ok", _client.Ask("kernel_info_request", [], channel).Reply.Status);
        Assert.Contains($"kit kernel: {channel}: message ignored: type '{type}' is not known here\n", kernel.Log);
    }

    [Theory]
    [InlineData("execute_request", "{}", "its content.code is missing; expected a text")]
    [InlineData("execute_request", """{"code": 1}""", "its content.code is number; expected a text")]
    [InlineData("execute_request", """{"code": "\ud800"}""", "its content.code is string; expected a text of whole characters")]
    [InlineData("execute_request", """{"code": "1", "silent": "yes"}""", "its content.silent is string; expected true or false")]
    [InlineData("execute_request", """{"code": "1", "user_expressions": {"x": 1}}""", "its content.user_expressions.x is number; expected a text")]
    [InlineData("history_request", """{"hist_access_type": "all"}""", "its content.hist_access_type is 'all'; expected tail, range or search")]
    [InlineData("complete_request", """{"code": "x", "cursor_pos": 1.5}""", "its content.cursor_pos is number; expected a whole number")]
    public void Wrong_content_is_an_error_that_says_why(string type, string content, string message)
    {
        var parts = _client.Parts("m1", type, []);
        parts[3] = System.Text.Encoding.UTF8.GetBytes(content);
        _client.SendParts("shell", parts);
        var reply = _client.Reply("m1").Content;
        Assert.Equal(("error", message), ((string?)reply["status"], (string?)reply["evalue"]));
        Assert.Equal(["busy", "idle"], _client.Published("m1").Select(published => published.Short));
    }

    [Fact]
    public void The_heartbeat_echoes_even_while_a_cell_runs()
    {
        var id = _client.Send("execute_request", TestClient.Cell("System.Threading.Thread.Sleep(500);"));
        Assert.Equal("ping"u8.ToArray(), _client.Beat("ping"u8.ToArray()));
        Assert.Equal("ok", _client.Reply(id).Status);
    }
}
