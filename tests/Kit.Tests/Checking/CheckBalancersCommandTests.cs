using System.Text.Json.Nodes;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Tests.Documents;

namespace Marginalia.Kit.Tests.Checking;

public sealed class CheckBalancersCommandTests : IDisposable
{
    const string Sum = """{"id": "sum", "method": "Sum", "inputs": {"J": [[1, 2], [-0.5, 1]]}, "expected": {"direction": [0.5, 3]}, "tolerance": {"abs": 0, "rel": 1e-9}}""";
    const string Mean = """{"id": "mean", "method": "Mean", "inputs": {"J": [[1, 2], [-0.5, 1]]}, "expected": {"direction": [0.25, 1.51]}, "tolerance": {"abs": 0, "rel": 1e-3}}""";
    const string Refused = """{"id": "refused", "method": "Mean", "inputs": {"J": [["NaN"]]}, "expected": {"error": true}}""";
    const string Unknown = """{"id": "new", "method": "Mgda", "inputs": {}, "expected": {"error": true}}""";
    const string Malformed = """{"id": "odd", "method": "CAGrad", "inputs": {"J": [[1]]}, "params": {"rescale": 0}, "expected": {"direction": [1]}, "tolerance": {"abs": 0, "rel": 0}}""";
    readonly Kitchen kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Cases_that_all_pass_are_counted_by_method_with_exit_code_0()
    {
        Assert.Equal(0, Check(Sum, Refused));
        Assert.Equal("""
            method  cases  passed  worst deviation / tolerance
            ──────────────────────────────────────────────────
            Sum         1       1                            0
            Mean        1       1                            -

            2 cases, all pass

            """, kit.Output);
    }

    [Fact]
    public void A_case_that_fails_is_shown_with_its_numbers_and_exit_code_1()
    {
        Assert.Equal(1, Check(Sum, Mean));
        Assert.Equal("""
            method  cases  passed  worst deviation / tolerance
            ──────────────────────────────────────────────────
            Sum         1       1                            0
            Mean        1       0                         6.62

            mean  failed  direction[1]: got 1.5, expected 1.51, off by 6.62 times the tolerance

            1 of 2 cases pass

            """, kit.Output);
    }

    [Fact]
    public void An_unknown_method_is_listed_as_such_and_never_passes()
    {
        Assert.Equal(1, Check(Sum, Unknown));
        Assert.Contains("new  unknown  unknown method 'Mgda'\n\nunknown: Mgda\nknown:   Sum, Mean, ", kit.Output);
        Assert.EndsWith("\n1 of 2 cases pass\n", kit.Output);
    }

    [Fact]
    public void A_case_that_lacks_a_field_is_named_with_exit_code_2()
    {
        Assert.Equal(2, Check(Sum, Malformed));
        Assert.Contains("\nodd  malformed  params.c is missing\n", kit.Output);
    }

    [Fact]
    public void Json_holds_what_came_out_whatever_was_expected()
    {
        Assert.Equal(2, Check(Sum, Mean, Refused, Unknown, Malformed, json: "out.json"));
        var answers = Answers();
        Assert.Equal(["sum", "mean", "refused", "new", "odd"], answers.Select(answer => (string)answer["id"]!));
        Assert.Equal("""{"direction":[0.5,3],"weights":[1,1]}""", answers[0]["got"]!.ToJsonString());
        Assert.Equal("""{"direction":[0.25,1.5],"weights":[0.5,0.5]}""", answers[1]["got"]!.ToJsonString());
        Assert.Contains("The loss of task 0 is NaN", (string)answers[2]["error"]!);
        Assert.Equal("unknown method 'Mgda'", (string)answers[3]["error"]!);
        Assert.Equal("params.c is missing", (string)answers[4]["error"]!);
        Assert.All(answers, answer => Assert.Equal(2, answer.Count));
    }

    [Fact]
    public void Json_has_all_digits()
    {
        Check("""{"id": "third", "method": "Mean", "inputs": {"J": [[1], [0], [0]]}}""", json: "out.json");
        Assert.Equal(1.0 / 3, (double)Answers()[0]["got"]!["direction"]![0]!);
    }

    [Fact]
    public void Json_replaces_a_file_and_leaves_nothing_beside_it()
    {
        kit.Folder.Write("out.json", "old");
        Assert.Equal(0, Check(Sum, json: "out.json"));
        Assert.Equal(["cases.json", "out.json"], Directory.GetFiles(kit.Folder.Path).Select(Path.GetFileName).Order());
        Assert.Single(Answers());
    }

    [Theory]
    [InlineData("check balancers", "check balancers: required argument missing for command: 'balancers'")]
    [InlineData("check balancers none.json", "check balancers: there is no file none.json")]
    [InlineData("check balancers folder", "check balancers: folder cannot be read: *")]
    [InlineData("check balancers broken.json", "check balancers: broken.json: it is not JSON: *")]
    [InlineData("check balancers empty.json", "check balancers: empty.json: it has no cases")]
    [InlineData("check balancers noid.json", "check balancers: noid.json: case 1 of the list: id is missing")]
    [InlineData("check balancers good.json --json good.json", "check balancers: --json would replace good.json")]
    [InlineData("check balancers good.json --json no/out.json", "check balancers: there is no folder for no/out.json")]
    [InlineData("check balancers good.json --json folder", "check balancers: folder is a folder")]
    [InlineData("check balancers good.json --jsno x", "check balancers: there is no option '--jsno'; did you mean '--json'?")]
    [InlineData("check balancer good.json", "check: there is no 'check balancer'; did you mean 'balancers'?")]
    [InlineData("check", "check: needs one more word: balancers")]
    [InlineData("chekc balancers", "there is no command 'chekc'; did you mean 'check'?")]
    public void What_cannot_be_done_is_said(string line, string message)
    {
        Directory.CreateDirectory(kit.Folder["folder"]);
        kit.Folder.Write("broken.json", "[{");
        kit.Folder.Write("empty.json", "[]");
        kit.Folder.Write("noid.json", "[{}]");
        kit.Folder.Write("good.json", $"[{Sum}]");
        var said = Assert.Throws<UsageError>(() => kit.Run(line)).Message;
        if (message.EndsWith('*')) Assert.StartsWith(message[..^1], said);
        else Assert.Equal(message, said);
    }

    [Fact]
    public void The_example_of_the_documentation_passes()
    {
        var blocks = File.ReadAllText(Repository.PathTo("docs", "conformance.md")).Split("```json\n")[1..].Select(block => block.Split("```")[0]).ToArray();
        kit.Folder.Write("cases.json", blocks[0]);
        Assert.Equal(0, kit.Run("check balancers cases.json --json out.json"));
        foreach (var (documented, answer) in JsonNode.Parse(blocks[1])!.AsArray().Zip(Answers(), (documented, answer) => (documented!.AsObject(), answer)))
        {
            Assert.Equal(documented.Select(field => field.Key), answer.Select(field => field.Key));
            Assert.Equal((string?)documented["id"], (string?)answer["id"]);
            if (documented["error"] is { } error) Assert.StartsWith(((string)error!).Split("...")[0], (string?)answer["error"]);
            else Assert.Equal(Numbers(documented["got"]!), Numbers(answer["got"]!), (one, other) => one.Name == other.Name && Math.Abs(one.Number - other.Number) < 1e-12);
        }

        static IEnumerable<(string Name, double Number)> Numbers(JsonNode got) =>
            got.AsObject().SelectMany(value => value.Value!.AsArray().Select(number => (value.Key, (double)number!)));
    }

    [Fact]
    public async Task As_a_process_it_passes_all_cases_of_the_repository()
    {
        var result = await KitProcess.Run(kit.Folder.Path, ["check", "balancers", Repository.PathTo("tests", "Marginalia.Tests", "Balancers", "Fixtures", "conformance.json")]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("\n823 cases, all pass\n", result.Output);
    }

    int Check(string first, string? second = null, string? third = null, string? fourth = null, string? fifth = null, string? json = null)
    {
        string?[] cases = [first, second, third, fourth, fifth];
        kit.Folder.Write("cases.json", $"[{string.Join(",\n", cases.OfType<string>())}]");
        return kit.Run("check balancers cases.json" + (json is null ? "" : $" --json {json}"));
    }

    JsonObject[] Answers() => [.. JsonNode.Parse(File.ReadAllText(kit.Folder["out.json"]))!.AsArray().Select(answer => answer!.AsObject())];
}
