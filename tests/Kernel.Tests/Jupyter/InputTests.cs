using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class InputTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    readonly TestClient _client = kernel.Connect();
    readonly TestClient _other = kernel.Connect("other");

    public void Dispose()
    {
        _client.Dispose();
        _other.Dispose();
    }

    string Start(string code) => _client.Send("execute_request", TestClient.Cell(code, new() { ["allow_stdin"] = true }));

    [Fact]
    public void A_cell_reads_what_the_user_types()
    {
        var cell = Start("Console.Write(\"name? \"); Console.ReadLine()");
        var question = _client.Next("stdin");
        Assert.Equal(("input_request", cell, "", false), (question.Type, question.ParentId, (string?)question.Content["prompt"], (bool)question.Content["password"]!));
        _client.Send("input_reply", new() { ["value"] = "Ada" }, "stdin", parentId: (string)question.Header["msg_id"]!);
        Assert.Equal(["busy", "input", "stdout:name? ", "result:Ada", "idle"], _client.Published(cell).Select(message => message.Short));
    }

    [Theory]
    [InlineData("(await Kernel.GetInputAsync(\"Name?\")).ToString()", "Name?", false)]
    [InlineData("(await Kernel.GetPasswordAsync(\"Word?\")).GetClearTextPassword()", "Word?", true)]
    public void A_cell_asks_with_a_prompt_and_for_passwords_unseen(string code, string prompt, bool password)
    {
        var cell = Start("using Microsoft.DotNet.Interactive;\n" + code);
        var question = _client.Next("stdin");
        Assert.Equal((prompt, password), ((string?)question.Content["prompt"], (bool)question.Content["password"]!));
        _client.Send("input_reply", new() { ["value"] = "secret" }, "stdin");
        Assert.Equal("result:secret", _client.Published(cell)[^2].Short);
    }

    [Fact]
    public void Old_clients_answer_without_a_parent()
    {
        var cell = Start("Console.ReadLine() + Console.ReadLine()");
        foreach (var answer in (string[])["1", "2"])
        {
            _client.Next("stdin");
            _client.Send("input_reply", new() { ["value"] = answer }, "stdin");
        }
        Assert.Equal("result:12", _client.Published(cell)[^2].Short);
    }

    [Fact]
    public void Nobody_else_can_answer_and_broken_answers_do_not_count()
    {
        var cell = Start("Console.ReadLine()");
        _client.Next("stdin");
        _other.Send("input_reply", new() { ["value"] = "intruder" }, "stdin");
        _client.Send("input_reply", new() { ["value"] = "old" }, "stdin", parentId: "something else");
        _client.Send("input_reply", new() { ["value"] = 5 }, "stdin");
        _client.Send("execute_request", TestClient.Cell("1"), "stdin");
        Thread.Sleep(200);
        _client.Send("input_reply", new() { ["value"] = "mine" }, "stdin");
        Assert.Equal("result:mine", _client.Published(cell)[^2].Short);
        _client.Send("input_reply", new() { ["value"] = "late" }, "stdin");
        Assert.Equal("ok", _client.Execute("1").Reply.Status);
        Assert.Contains("stdin: message refused: this client has not been asked", kernel.Log);
        Assert.Contains("stdin: message refused: it answers an earlier question", kernel.Log);
        Assert.Contains("stdin: message refused: its content.value is number; expected a text", kernel.Log);
        Assert.Contains("stdin: message refused: its type is execute_request; expected input_reply", kernel.Log);
    }

    [Fact]
    public void Without_allow_stdin_input_is_an_error()
    {
        var cell = _client.Execute("Console.ReadLine()");
        Assert.Equal("error", cell.Reply.Status);
        Assert.Contains("allow_stdin is false", (string?)cell.Reply.Content["evalue"]);
    }

    [Fact]
    public void A_client_without_a_stdin_channel_is_an_error()
    {
        using var deaf = new TestClient(kernel.Connection, "deaf", hasStdin: false);
        var cell = deaf.Execute("Console.ReadLine()", new JsonObject { ["allow_stdin"] = true });
        Assert.Contains("not connected to the stdin channel", (string?)cell.Reply.Content["evalue"]);
    }
}
