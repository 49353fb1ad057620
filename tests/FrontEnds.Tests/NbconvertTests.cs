using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Marginalia.FrontEnds.Tests;

/// <summary>The same notebook through Jupyter's own client (nbconvert --execute) and through kit run.</summary>
public sealed class NbconvertTests(ITestOutputHelper output) : IDisposable
{
    readonly SmallClone clone = new();

    public void Dispose() => clone.Dispose();

    [Fact]
    public async Task Through_Jupyters_client_the_outputs_are_those_of_the_runner()
    {
        var notebook = new NotebookBuilder()
            .Markdown("# Everything that a cell can put out")
            .Code("1 + 2")
            .Code("Console.WriteLine(\"to standard output\");\nConsole.Error.WriteLine(\"to standard error\");\nConsole.Write(\"and back: äöü ∇ 🙂\");")
            .Code("record Point(double X, double Y);\nvar points = new[] { new Point(1, 2), new Point(3, 4.5) };\npoints")
            .Code("new Dictionary<string, object?> { [\"a\"] = 1, [\"none\"] = null, [\"list\"] = new[] { 1, 2, 3 } }")
            .Code("display(HTML(\"<b>bold</b>\"));\n\"# heading\".DisplayAs(\"text/markdown\");\nConsole.WriteLine(\"between\");\npoints[0].Display();")
            .Code("\"{\\\"a\\\": [1, 2.5, null, {\\\"b\\\": true}]}\".DisplayAs(\"application/json\");")
            .Code("var shown = display(\"first\");\nConsole.WriteLine(\"then\");\nshown.Update(\"second\");")
            .Code("shown.Update(\"third, from another cell\");\n(object?)null")
            .Code("for (var i = 0; i < 3; i++) { Console.WriteLine($\"step {i}\"); await Task.Delay(20); }\nreturn \"awaited\";")
            .Code("throw new InvalidOperationException(\"on purpose\", new ArgumentException(\"inner\"));", "raises-exception")
            .Code("int number = \"text\";\nundeclared.Use();", "raises-exception")
            .Code("points.Length")
            .Code("#!markdown\n*emphasis* and $x^2$")
            .Code("#!html\n<p>a paragraph</p>")
            .Code("using Marginalia.Charts;\nnew Figure(\"Rise\", x: \"step\", y: \"weight\").Line(new[] { 1.0, 2, 4 }, \"one\").Line(new[] { 3.0, 2, 4 }, \"two\")")
            .Code("")
            .Code("using Marginalia.Claims;\nvar claim = new Claim(\"small\", \"It is small.\", \"Somebody 2018\", declared: Verdict.Reproduced, budget: Budget.Quick, needs: Budget.Quick, seeds: 1).Criterion(\"size\", Bound.AtMost(1));\nclaim.Measure(\"size\", [0.5]);\nclaim")
            .Code("Console.WriteLine(\"last\");");
        await Compare(clone.Add("everything.ipynb", notebook.ToString()));
    }

    async Task Compare(string notebook)
    {
        var ours = Path.Combine(clone.Root, "ours", Path.GetFileName(notebook));
        var result = await KitProcess.Run(clone.Root, ["run", notebook, "--out", Path.GetDirectoryName(ours)!], limit: TimeSpan.FromSeconds(180));
        Assert.True(File.Exists(ours), result.Output + result.Error);
        var (runner, client) = (Outputs(ours), Outputs(await Nbconvert(notebook)));
        Assert.Equal(runner.Length, client.Length);
        foreach (var (mine, theirs) in runner.Zip(client))
            Assert.Equal(mine, theirs);
        output.WriteLine(string.Join('\n', runner.Select(cell => cell.Length > 2000 ? cell[..2000] : cell)));
    }

    async Task<string> Nbconvert(string notebook)
    {
        var data = Path.Combine(clone.Root, "jupyter");
        var installed = await KitProcess.Run(clone.Root, ["kernel", "install", "--take-over"], variables: new() { ["JUPYTER_DATA_DIR"] = data });
        Assert.True(installed.ExitCode == 0, installed.Output + installed.Error);
        var folder = Path.Combine(clone.Root, "theirs");
        var start = new ProcessStartInfo("/usr/bin/python3",
            ["-m", "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=150", "--output-dir", folder, notebook])
        {
            RedirectStandardError = true,
        };
        foreach (var (name, value) in LabProcess.DebiansPrograms()) start.Environment[name] = value;
        foreach (var name in new[] { "DATA", "CONFIG", "RUNTIME" }) start.Environment[$"JUPYTER_{name}_DIR"] = data;
        using var process = Process.Start(start)!;
        var printed = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await printed);
        return Path.Combine(folder, Path.GetFileName(notebook));
    }

    // One text for each code cell: neighbouring pieces of a stream are one.
    static string[] Outputs(string path) =>
    [
        .. JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code").Select(cell =>
        {
            var merged = new JsonArray();
            foreach (var shown in cell!["outputs"]!.AsArray().Select(one => one!.DeepClone().AsObject()))
            {
                if (shown.ContainsKey("text")) shown["text"] = Text(shown["text"]);
                foreach (var (type, content) in (shown["data"] as JsonObject)?.ToArray() ?? [])
                    if (content is JsonArray && !type.EndsWith("json", StringComparison.Ordinal)) shown["data"]![type] = Text(content);
                if (merged.LastOrDefault() is JsonObject last && (string?)last["name"] is { } name && name == (string?)shown["name"]) last["text"] = (string)last["text"]! + (string)shown["text"]!;
                else merged.Add((JsonNode)shown);
            }
            return $"[{cell["execution_count"]}] {Text(cell["source"])}\n{string.Join('\n', merged.Select(one => Sorted(one)))}";
        }),
    ];

    static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)node!;

    // JSON with the names of objects in order.
    static string Sorted(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject named => $"{{{string.Join(", ", named.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Sorted(pair.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Sorted))}]",
        _ => node.ToJsonString(),
    };
}
