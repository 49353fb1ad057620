using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class HistoryTests : IDisposable
{
    readonly RunningKernel _kernel = new();
    readonly TestClient _client;

    public HistoryTests()
    {
        _client = _kernel.Connect();
        foreach (var code in (string[])["var a = 1;", "a + 1", "a + 1", "// not stored", "a * 100"])
            _client.Execute(code, new() { ["store_history"] = !code.StartsWith('/') });
    }

    public void Dispose()
    {
        _client.Dispose();
        _kernel.Dispose();
    }

    [Theory]
    [InlineData("""{"hist_access_type": "tail", "n": 2}""", """[[1,3,"a + 1"],[1,4,"a * 100"]]""")]
    [InlineData("""{"hist_access_type": "tail", "n": 1, "output": true}""", """[[1,4,["a * 100","100"]]]""")]
    [InlineData("""{"hist_access_type": "tail"}""", """[[1,1,"var a = 1;"],[1,2,"a + 1"],[1,3,"a + 1"],[1,4,"a * 100"]]""")]
    [InlineData("""{"hist_access_type": "range", "session": 0, "start": 2, "stop": 3}""", """[[1,2,"a + 1"]]""")]
    [InlineData("""{"hist_access_type": "range", "session": 1, "start": 4}""", """[[1,4,"a * 100"]]""")]
    [InlineData("""{"hist_access_type": "range", "session": -1, "start": 1, "output": true}""", "[]")]
    [InlineData("""{"hist_access_type": "range", "start": 1, "stop": 2, "output": true}""", """[[1,1,["var a = 1;",null]]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a ?*"}""", """[[1,2,"a + 1"],[1,3,"a + 1"],[1,4,"a * 100"]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "*+*", "unique": true}""", """[[1,3,"a + 1"]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a*", "n": 1}""", """[[1,4,"a * 100"]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "+"}""", "[]")]
    public void History_holds_the_stored_cells(string request, string expected) =>
        Assert.Equal(expected, _client.Ask("history_request", JsonNode.Parse(request)!.AsObject()).Reply.Content["history"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
