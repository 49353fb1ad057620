using Marginalia.Kernel.Tests.Directives;

namespace Marginalia.Kernel.Tests.FSharp;

public class FSharpTests
{
    static readonly Lazy<Cells> s_cells = new(() => new());
    readonly Cells _cells = s_cells.Value; // one session for all: it takes seconds to start

    string Run(params string[] cells) => _cells.Run([.. cells.Select(cell => "#!fsharp\n" + cell)]);

    [Theory]
    [InlineData("1 + 1", "result:2")]
    [InlineData("let a = 3\na * 2", "result:6")]
    [InlineData("let b = 3", "")]
    [InlineData("()", "")]
    [InlineData("ignore 5", "")]
    [InlineData("printf \"%d %s\" 1 \"x\"\nprintfn \"!\"", "stdout:1 x!\\n")]
    [InlineData("Console.Write 'c'\neprintf \"e\"\n\"s\"", "stdout:c | stderr:e | result:s")]
    [InlineData("(None: int option)", "result:None")]
    [InlineData("Some 3", "result:FSharpOption<Int32>\n      Value: 3")]
    [InlineData("[1; 2; 3]", "result:[ 1, 2, 3 ]")]
    [InlineData("[|1.5; 2.0|]", "result:[ 1.5, 2 ]")]
    [InlineData("seq { for i in 1 .. 3 -> i * i }", "result:[ 1, 4, 9 ]")]
    [InlineData("set [2; 1]", "result:[ 1, 2 ]")]
    [InlineData("(null: string)", "result:<null>")]
    [InlineData("type Shape = Circle of radius: float | Square of float * float\nCircle 1.5", "result:Circle\n      radius: 1.5")]
    [InlineData("type Shade = Dark | Light\n[Dark; Light]", "result:FSharpList<Shade>\nDark\nLight")]
    [InlineData("async { return 7 } |> Async.RunSynchronously", "result:7")]
    [InlineData("task { return 8 } |> (fun t -> t.Result)", "result:8")]
    [InlineData("display(5) |> ignore\nHTML(\"<b>x</b>\").Display() |> ignore", "display:5 | display:x")]
    [InlineData("let d = display 1\nd.Update 2\nd", "display:1 | update:2")]
    [InlineData("let mutable m = 1\nm <- m + 1\nm", "result:2")]
    [InlineData("let rec fact n = if n <= 1 then 1 else n * fact (n - 1)\nfact 5", "result:120")]
    [InlineData("open System.Numerics\nComplex.One.Real", "result:1")]
    public void Cells_show_results_and_output(string cell, string log) => Assert.Equal(log, Run(cell));

    [Theory]
    [InlineData("[ for i in 1 .. 3 do\n    i * 2 ]", "result:[ 2, 4, 6 ]")]
    [InlineData("[ for i in 1 .. 3 do i * 2 ]", "result:[ 2, 4, 6 ]")]
    [InlineData("[ for i in 1 .. 2 do yield i ]", "result:[ 1, 2 ]")]
    [InlineData("seq {\n    for i in 1 .. 3 do\n        yield i\n        yield! [0] }", "result:[ 1, 0, 2, 0, 3, 0 ]")]
    [InlineData("query { for i in [3; 1] do\n          sortBy i\n          select i }", "result:[ 1, 3 ]")]
    [InlineData("let quoted = <@ fun x -> x + 1 @>\nquoted.ToString().Contains \"Pass\"", "result:False")]
    [InlineData("type Counter(start) =\n    let mutable n = start\n    new() = Counter(5)\n    member _.Next() =\n        n <- n + 1\n        n\n    member this.Twice = this.Next() + this.Next()\nCounter().Twice", "result:13")]
    [InlineData("let add (a: int) (b: int) : int = a + b\nadd 1 2", "result:3")]
    [InlineData("let inline twice x = x + x\n(twice 2, twice 1.5)", "result:( 4, 3 )")]
    [InlineData("let (|Even|Odd|) n = if n % 2 = 0 then Even else Odd\nmatch 3 with Even -> 0 | Odd -> 1", "result:1")]
    [InlineData("let f = function\n        | 0 -> \"none\"\n        | n -> string n\nf 0 + f 2", "result:none2")]
    [InlineData("let f x =\n    match x with\n    | Some y ->\n        for i in 1 .. y do\n            printf \"%d\" i\n    | None -> ()\nf (Some 2)", "stdout:12")]
    [InlineData("let rec even n = n = 0 || odd (n - 1)\nand odd n = n <> 0 && even (n - 1)\neven 100000", "result:True")]
    [InlineData("let x = 1 in x + 1", "result:2")]
    [InlineData("for i = 1 to 2 do printf \"%d\" i; printf \".\"", "stdout:1.2.")]
    public void Code_means_the_same_with_checkpoints(string cell, string log) => Assert.Equal(log, Run(cell));

    [Fact]
    public void Records_are_trees()
    {
        Assert.StartsWith("result:P\n      Name: Ada\n      Age: 36", Run("type P = { Name: string; Age: int }\n{ Name = \"Ada\"; Age = 36 }"));
        Assert.Contains("<td>Name</td><td>Ada</td>", _cells.Shown[0]["text/html"]!.Replace("<div class=\"dni-plaintext\"><pre>", "").Replace("</pre></div>", ""));
    }

    [Fact]
    public void Later_cells_see_earlier_ones() => Assert.Equal("result:10", Run("let earlier = 4", "let twice x = x * 2", "twice earlier + 2"));

    [Theory]
    [InlineData("\n\nlet y = zzz + 1", "line 4, column 9: error FS0039: The value or constructor 'zzz' is not defined.", "\n    let y = zzz + 1\n            ^")]
    [InlineData("let a = 1\n  let b = 2", "line 2, column 1: error FS3118: Incomplete value", "line 3, column 3: error FS0010: Unexpected keyword 'let'")]
    [InlineData("if true then 5", "line 2, column 14: error FS0001: This 'if' expression is missing an 'else' branch.", "\n                 ^")]
    [InlineData("#r \"nothere.dll\"", "line 2, column 1: error FS0078: Unable to find the file 'nothere.dll'", "")]
    [InlineData("let f x =\n    failwithf \"bad %d\" x\n    0\nf 3", "System.Exception: bad 3\n", ", line 5")]
    [InlineData("let g (xs: int list) =\n    xs.Head\ng []", "System.InvalidOperationException: The input list was empty.", " cell ")]
    public void Errors_name_the_line_of_the_cell(string cell, string start, string part)
    {
        var log = Run(cell);
        Assert.StartsWith(start, log[(log.StartsWith("cell ", StringComparison.Ordinal) ? log.IndexOf("line", StringComparison.Ordinal) : 0)..]);
        Assert.Contains(part, log);
    }

    [Theory]
    [InlineData("var v = 41;", "v + 1", "result:42")]
    [InlineData("var v = \"text\";", "v.Length", "result:4")]
    [InlineData("var v = new List<int> { 1, 2 };", "v |> Seq.sum", "result:3")]
    [InlineData("var v = new[] { 1, 2 };", "v.[1]", "result:2")]
    [InlineData("var v = new Dictionary<string, double[]> { [\"a\"] = [1.5] };", "v.[\"a\"].[0]", "result:1.5")]
    [InlineData("var v = new[] { 1, 2, 3 }.Where(i => i > 1);", "v |> Seq.toList", "result:[ 2, 3 ]")]
    [InlineData("var v = typeof(int);", "v.Name", "result:Int32")]
    [InlineData("string v = null;", "isNull v", "result:True")]
    [InlineData("var v = (1, \"x\");", "let struct (a, b) = v in b", "result:x")]
    [InlineData("Func<int, int> v = i => i + 1;", "v.Invoke 4", "result:5")]
    [InlineData("var v = new { A = 1 };", "v.ToString()", "result:{ A = 1 }")]
    [InlineData("var v = new[] { new { A = 1 } };", "v.Length", "result:1")]
    [InlineData("using System.Numerics; var v = new BigInteger(5);", "v + 1I", "result:6")]
    public void Values_of_csharp_keep_their_types(string csharp, string fsharp, string log) =>
        Assert.Equal(log, _cells.Run(csharp, $"#!fsharp\n#!share v --from csharp\n{fsharp}"));

    [Theory]
    [InlineData("let v = 41", "v + 1", "result:42")]
    [InlineData("let v = [1; 2; 3]", "v.Sum() + v.Head", "result:7")]
    [InlineData("let v = Map [\"a\", 1]", "v[\"a\"]", "result:1")]
    [InlineData("let v = Some 4", "v.Value", "result:4")]
    [InlineData("let v: int option = None", "v is null", "result:True")]
    [InlineData("let v = (1, \"x\")", "v.Item2", "result:x")]
    [InlineData("type R = { Name: string; Ages: int list }\nlet v = { Name = \"n\"; Ages = [3] }", "v.Name + v.Ages[0]", "result:n3")]
    [InlineData("type R2 = { N: int }\nlet v = [{ N = 1 }; { N = 2 }]", "v.Sum(r => (int)r.N)", "result:3")]
    [InlineData("[<Struct>] type R3 = { M: int }\nlet v = { M = 5 }", "v.M", "result:5")]
    [InlineData("let v = seq { 1 .. 3 }", "v.Count()", "result:3")]
    public void Values_go_to_csharp(string fsharp, string csharp, string log)
    {
        Assert.Equal("", Run(fsharp));
        Assert.Equal(log, _cells.Run($"#!share v --from fsharp\n{csharp}"));
    }

    [Fact]
    public void Values_go_to_sql_and_back()
    {
        Assert.Equal("", Run("type Person = { Id: int; Nick: string option }\nlet people = [{ Id = 1; Nick = None }; { Id = 2; Nick = Some \"b\" }]"));
        Assert.Equal("display:Id  Nick\n1   <null>\n2   b", _cells.Run("#!sql\n#!share people --from fsharp\nSELECT * FROM people"));
        Assert.Equal("result:2", Run("#!share lastResult --from sql --as rows\nrows.Rows.Count"));
    }

    [Fact]
    public void Set_and_who_work()
    {
        Assert.Equal("result:7", _cells.Run("var seven = 7;", "#!fsharp\n#!set --name s --value @csharp:seven\nint s"));
        Assert.Contains(" s,", _cells.Run("#!fsharp\nlet z9 = 1\n#!who").Replace("]", ","));
        Assert.Contains("is not a name in F#", _cells.Run("#!fsharp\n#!set --name 1x --value y"));
    }

    [Fact]
    public void Waiting_and_computing_cells_are_interrupted()
    {
        string[] cells =
        [
            "System.Threading.Thread.Sleep 60000", "Async.Sleep 60000 |> Async.RunSynchronously", "while true do ()",
            "let mutable i = 0\nwhile true do\n    i <- i + 1\n    i <- i - 1", "for i in Seq.initInfinite id do ignore i",
            "let rec forever n : int = forever (n + 1)\nforever 0", "let rec more n : int =\n    if n < 0 then more (n - 1)\n    else more 0\nmore 1",
            "async {\n    while true do\n        ()\n} |> Async.RunSynchronously",
        ];
        foreach (var cell in cells)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var error = _cells.Engine.Execute("#!fsharp\n" + cell, new Engine.RecordingSink(), soon.Token).Error;
            Assert.True(error is { Name: "Interrupted" }, $"{cell}\n{string.Join('\n', error?.Traceback ?? [])}");
        }
        Assert.Equal("result:2", Run("1 + 1"));
    }

    [Fact]
    public void Notebooks_in_fsharp_run()
    {
        var notebook = new NotebookBuilder().Code("let x = 20\nx * 2");
        notebook.Metadata.Remove("polyglot_notebook");
        notebook.Metadata["kernelspec"] = new System.Text.Json.Nodes.JsonObject { ["name"] = ".net-fsharp", ["language"] = "F#" };
        var result = new Marginalia.Kernel.Running.NotebookRunner(new()).Run(Marginalia.Kernel.Documents.Notebook.Parse(notebook.ToString()), token: TestContext.Current.CancellationToken);
        Assert.Equal("40", Assert.IsType<Marginalia.Kernel.Documents.ResultOutput>(result.Executed.Cells[0].Outputs.Single()).Bundle["text/plain"]);
    }
}
