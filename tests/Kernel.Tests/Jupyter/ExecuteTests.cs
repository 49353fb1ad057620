using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class ExecuteTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    readonly TestClient _client = kernel.Connect();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Outputs_come_in_order_between_busy_and_idle()
    {
        var cell = _client.Execute("Console.Write(1); display(2); Console.Error.Write(3); Console.Write(4); 5");
        Assert.Equal("busy | input | stdout:1 | display:2 | stderr:3 | stdout:4 | result:5 | idle", cell.Short);
        Assert.Equal("ok", cell.Reply.Status);
        Assert.Equal("execute_reply", cell.Reply.Type);
        Assert.Equal(new JsonObject().ToJsonString(), cell.Reply.Content["user_expressions"]!.ToJsonString());
        Assert.Equal((int)cell.Reply.Content["execution_count"]!, (int)cell.Only("execute_result").Content["execution_count"]!);
        Assert.Equal((int)cell.Reply.Content["execution_count"]!, (int)cell.Only("execute_input").Content["execution_count"]!);
        Assert.All(cell.Published, message => Assert.Equal(_client.Session, (string?)message.Parent["session"]));
    }

    [Fact]
    public void Counters_go_up_by_one_and_only_for_cells_that_are_stored()
    {
        var first = Count(_client.Execute("1"));
        Assert.Equal(first + 1, Count(_client.Execute("1 +")));
        Assert.Equal(first + 1, Count(_client.Execute("1", new() { ["store_history"] = false })));
        Assert.Equal(first + 1, Count(_client.Execute("1", new() { ["silent"] = true })));
        Assert.Equal(first + 2, Count(_client.Execute("1")));
    }

    [Fact]
    public void A_silent_cell_shows_nothing_but_runs()
    {
        Assert.Equal("busy | idle", _client.Execute("var quiet = 7; Console.Write(1); display(2); quiet", new() { ["silent"] = true }).Short);
        Assert.Equal("busy | idle", _client.Execute("throw new Exception();", new() { ["silent"] = true }).Short);
        Assert.Equal("busy | input | result:7 | idle", _client.Execute("quiet").Short);
    }

    [Fact]
    public void An_error_is_published_and_replied()
    {
        var cell = _client.Execute("\nthrow new InvalidOperationException(\"no\");");
        Assert.Equal("busy | input | error:System.InvalidOperationException | idle", cell.Short);
        var error = cell.Only("error").Content;
        Assert.Equal("no", (string?)error["evalue"]);
        Assert.Contains($"cell {Count(cell)}, line 2", string.Join('\n', error["traceback"]!.AsArray().Select(line => (string)line!)));
        Assert.Equal("error", cell.Reply.Status);
        Assert.Equal(error["traceback"]!.ToJsonString(), cell.Reply.Content["traceback"]!.ToJsonString());
        Assert.Equal("busy | input | error:CompilationError | idle", _client.Execute("nothing").Short);
    }

    [Fact]
    public void A_display_is_updated_under_its_id_in_a_later_cell()
    {
        var shown = _client.Execute("var shown = display(1);").Only("display_data").Content["transient"]!["display_id"]!;
        var updated = _client.Execute("shown.Update(2);");
        Assert.Equal("busy | input | update:2 | idle", updated.Short);
        Assert.Equal((string?)shown, (string?)updated.Only("update_display_data").Content["transient"]!["display_id"]);
    }

    [Fact]
    public void Json_types_are_sent_as_json_and_others_as_text()
    {
        var cell = _client.Execute("""
            "{\"a\": [1, 2.50]}".DisplayAs("application/json");
            "{\"data\": []}".DisplayAs("application/vnd.plotly.v1+json");
            "{".DisplayAs("application/json");
            "<b>é</b> 😀".DisplayAs("text/html");
            """);
        var data = cell.Published.Where(message => message.Type == "display_data").Select(message => message.Content["data"]!.AsObject().Single().Value!).ToList();
        Assert.Equal("""{"a":[1,2.50]}""", data[0].ToJsonString());
        Assert.IsType<JsonObject>(data[1]);
        Assert.Equal(["{", "<b>é</b> 😀"], data.Skip(2).Select(value => (string)value!));
    }

    [Theory]
    [InlineData("Console.Write(\"\\ud83d\"); System.Threading.Thread.Sleep(80); Console.Write(\"x\");")]
    [InlineData("\"\\udc00 lone\"")]
    public void Half_a_character_breaks_nothing(string code) => Assert.Equal("ok", _client.Execute(code).Reply.Status);

    [Theory]
    [InlineData("""{"dotnet_interactive": {"language": "html"}}""")]
    [InlineData("""{"polyglot_notebook": {"kernelName": "html"}}""")]
    public void The_language_comes_from_the_metadata(string metadata) =>
        Assert.Equal("<i>x</i>", (string?)_client.Execute("<i>x</i>", null, JsonNode.Parse(metadata)!.AsObject()).Only("display_data").Content["data"]!["text/html"]);

    [Fact]
    public void User_expressions_are_evaluated_after_the_cell()
    {
        var cell = _client.Execute("var u = 20;", new() { ["user_expressions"] = new JsonObject { ["twice"] = "u * 2", ["bad"] = "u.Nothing" } });
        var values = cell.Reply.Content["user_expressions"]!;
        Assert.Equal("40", (string?)values["twice"]!["data"]!["text/plain"]);
        Assert.Equal("ok", (string?)values["twice"]!["status"]);
        Assert.Equal("error", (string?)values["bad"]!["status"]);
        Assert.Equal("busy | input | idle", cell.Short);
    }

    [Fact]
    public void After_an_error_what_the_same_client_has_queued_is_aborted()
    {
        using var other = kernel.Connect();
        var failing = _client.Send("execute_request", TestClient.Cell("await Task.Delay(400); throw new Exception();"));
        string[] queued = [.. Enumerable.Range(0, 3).Select(_ => _client.Send("execute_request", TestClient.Cell("Console.Write(1);")))];
        var info = _client.Send("kernel_info_request", []);
        var others = other.Send("execute_request", TestClient.Cell("6 * 7"));

        Assert.Equal("error", _client.Reply(failing).Status);
        foreach (var id in queued)
        {
            Assert.Equal("aborted", _client.Reply(id).Status);
            Assert.Equal(["busy", "idle"], _client.Published(id).Select(message => message.Short));
        }
        Assert.Equal("ok", _client.Reply(info).Status);
        Assert.Equal("ok", other.Reply(others).Status);
        Assert.Equal("ok", _client.Execute("1").Reply.Status);
    }

    [Fact]
    public void Without_stop_on_error_the_queue_goes_on()
    {
        var failing = _client.Send("execute_request", TestClient.Cell("await Task.Delay(200); throw new Exception();", new() { ["stop_on_error"] = false }));
        var next = _client.Send("execute_request", TestClient.Cell("1"));
        Assert.Equal("error", _client.Reply(failing).Status);
        Assert.Equal("ok", _client.Reply(next).Status);
    }

    [Fact]
    public void What_a_task_shows_after_its_cell_belongs_to_its_cell()
    {
        var id = _client.Send("execute_request", TestClient.Cell("_ = Task.Run(async () => { await Task.Delay(200); Console.Write(\"late\"); });"));
        _client.Published(id);
        var late = _client.Next("iopub");
        Assert.Equal(("stdout:late", id), (late.Short, late.ParentId));
    }

    [Fact]
    public void Long_output_arrives_whole()
    {
        var cell = _client.Execute("for (var i = 0; i < 200_000; i++) Console.WriteLine(i);");
        var text = string.Concat(cell.Published.Where(message => message.Type == "stream").Select(message => (string)message.Content["text"]!));
        Assert.Equal(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i}\n")), text);
    }

    static int Count(TestExchange cell) => (int)cell.Reply.Content["execution_count"]!;
}
