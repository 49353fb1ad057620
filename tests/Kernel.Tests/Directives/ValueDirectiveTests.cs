namespace Marginalia.Kernel.Tests.Directives;

public class ValueDirectiveTests
{
    readonly Cells _cells = new();

    [Theory]
    [InlineData("#!set --name x --value text\nx", "result:text")]
    [InlineData("#!set --value \"two \\\"words\\\" é\" --name x\nx", "result:two \"words\" é")]
    [InlineData("#!set --name x --value 12\nx + 1", "result:121")]
    [InlineData("#!set --name x --value {\"a\": [1, 2]}\nx.RootElement.GetProperty(\"a\")[1].GetInt32()", "result:2")]
    [InlineData("#!set --name x --value [1, 2, 3]\nx.RootElement.GetArrayLength()", "result:3")]
    [InlineData("#!set --name class --value y\n@class", "result:y")]
    public void Set_declares_text_and_json(string cell, string log) => Assert.Equal(log, _cells.Run(cell));

    [Theory]
    [InlineData("var a = 41;", "#!set --name x --value @csharp:a\nx + 1", "result:42")]
    [InlineData("var a = 41;", "#!set --name x --value @a\nx.GetType().Name", "result:Double")]
    [InlineData("var a = true;", "#!set --name x --value @a\nif (x) \"yes\".Display();", "display:yes")]
    [InlineData("var a = \"t\";", "#!set --name x --value @c#:a\nx.Length", "result:1")]
    [InlineData("string a = null;", "#!set --name x --value @a\nx == null", "result:True")]
    [InlineData("var a = new[] { 1, 2 };", "#!set --name x --value @a\nx.GetType().Name", "result:JsonDocument")]
    [InlineData("record P(string Name); var a = new P(\"n\");", "#!set --name x --value @a\nx.RootElement.GetProperty(\"Name\").GetString()", "result:n")]
    [InlineData("var a = new[] { 1, 2 };", "#!set --name x --value @a --byref\nobject.ReferenceEquals(a, x)", "result:True")]
    [InlineData("var a = new[] { 1, 2 };", "#!set --name x --value @a --mime-type text/plain\nx", "result:[ 1, 2 ]")]
    [InlineData("var a = new[] { 1, 2 };", "#!set --name x --value @a --mime-type application/json\nx", "result:[1,2]")]
    public void Set_takes_values_of_variables_as_json(string before, string cell, string log) => Assert.Equal(log, _cells.Run(before, cell));

    [Theory]
    [InlineData("var x = 1;", "x + 1", "result:2")]
    [InlineData("List<string> x = [\"a\"];", "x.Add(\"b\"); x.Count", "result:2")]
    [InlineData("var x = new Dictionary<string, List<(int, string)>>();", "x.Count", "result:0")]
    [InlineData("int[][,] x = [new int[1, 2]];", "x[0].Length", "result:2")]
    [InlineData("int? x = null;", "x is null", "result:True")]
    [InlineData("string x = null;", "x is null", "result:True")]
    [InlineData("IEnumerable<int> x = new[] { 3, 1 }.Where(i => i > 1);", "x.Count()", "result:1")]
    [InlineData("var x = new { Name = \"n\" };", "x.Name", "result:n")]
    [InlineData("var x = new[] { new { Name = \"n\" } };", "x[0].Name", "result:n")]
    [InlineData("var x = new[] { 1 }.Select(i => new { I = i });", "x.Select(i => i.I).First()", "result:1")]
    [InlineData("record P(int A); var x = new P(3);", "(x with { A = 4 }).A", "result:4")]
    [InlineData("record P(int A); var x = new List<P> { new(3) };", "x[0].A", "result:3")]
    [InlineData("class Box<T> { public class Inner<U> { public int V = 7; } } var x = new Box<int>.Inner<string>();", "x.V", "result:7")]
    [InlineData("enum E { A, B } var x = E.B;", "x == E.B", "result:True")]
    [InlineData("var x = typeof(int);", "x.Name", "result:Int32")]
    [InlineData("Func<int, int> x = i => i * 2;", "x(4)", "result:8")]
    [InlineData("var x = System.Numerics.Complex.One;", "x.Real", "result:1")]
    [InlineData("dynamic x = new System.Dynamic.ExpandoObject(); x.A = 5;", "((dynamic)y).A", "result:5")]
    public void Share_keeps_objects_and_types(string before, string use, string log) =>
        Assert.Equal(log, _cells.Run(before, $"#!share x --from csharp --as y\n{use.Replace("x", "y")}"));

    [Fact]
    public void The_latest_declaration_wins()
    {
        Assert.Equal("result:two", _cells.Run("var x = 1;", "var x = \"two\";", "#!share x --from csharp --as y\ny"));
        Assert.Equal("result:3", _cells.Run("var n = 3;", "#!set --name x --value @n\nx"));
    }

    [Fact]
    public void A_type_that_a_later_cell_hides_is_shared_all_the_same() =>
        Assert.Equal("result:1", _cells.Run("record P(int A); var x = new P(1);", "record P(string B);", "#!share x --from csharp --as y\ny.A"));

    [Theory]
    [InlineData("#!set --name x", "cell 1, line 1: #!set: --value is missing: text, JSON, @variable, @language:variable, @input:\"Question\" or @password:\"Question\"; use #!set --name NAME --value VALUE [--byref] [--mime-type MIME-TYPE]")]
    [InlineData("1\n#!set --nam x --value y", "cell 1, line 2: #!set: unknown option '--nam'; use ")]
    [InlineData("#!set --name x --name y --value z", "cell 1, line 1: #!set: --name is given twice; use ")]
    [InlineData("#!set --name x --value", "cell 1, line 1: #!set: --value needs a value: ")]
    [InlineData("#!set x --value y", "cell 1, line 1: #!set: 'x --value y' has more than it takes; use ")]
    [InlineData("#!set --name x --value \"open", "cell 1, line 1: #!set: \"open: not well-formed JSON: ")]
    [InlineData("#!set --name x --value {a}", "cell 1, line 1: #!set: {a}: not well-formed JSON: ")]
    [InlineData("#!set --name x --value @basic:y", "cell 1, line 1: #!set: '@basic:': there is no language 'basic'; there are csharp, ")]
    [InlineData("#!set --name x --value @", "cell 1, line 1: #!set: '@' names no variable; write @variable or @language:variable")]
    [InlineData("#!set --name x --value y --byref", "cell 1, line 1: #!set: --byref shares a variable; write --value @language:variable")]
    [InlineData("#!set --name x --value @y --byref --mime-type text/html", "cell 1, line 1: #!set: --byref shares the object itself and --mime-type a text of it; give one of them")]
    [InlineData("#!set --name x --value @input:{\"prompt\": \"p\", \"saveAs\": \"s\"}", "cell 1, line 1: #!set: 'saveAs' is not supported: answers are not stored")]
    [InlineData("#!set --name 1x --value y", "cell 1, line 1: #!set: '1x' is not a name in C#")]
    [InlineData("#!set --name x --value @csharp:y", "cell 1, line 1: #!set: there is no variable 'y' in csharp; no cell has declared any")]
    [InlineData("var a = 1; var b = 2;\n#!set --name x --value @y", "cell 1, line 2: #!set: there is no variable 'y' in csharp; there is a, b")]
    [InlineData("var a = 1;\n#!share b --from csharp", "cell 1, line 2: #!share: there is no variable 'b' in csharp; there is a")]
    [InlineData("#!share a --from html", "cell 1, line 1: #!share: html cells have no variables")]
    [InlineData("#!share a --from basic", "cell 1, line 1: #!share: --from basic: there is no such language; there are csharp, ")]
    [InlineData("#!share a", "cell 1, line 1: #!share: --from is missing: its language; use #!share [--name] NAME --from FROM [--as AS] [--mime-type MIME-TYPE]")]
    [InlineData("#!html\n#!who", "cell 1, line 2: #!who: html cells have no variables")]
    [InlineData("#!who all", "cell 1, line 1: #!who: 'all' has more than it takes; #!who takes nothing")]
    [InlineData("#!csharp --name x", "cell 1, line 1: #!csharp: unknown option '--name'; #!csharp takes nothing")]
    [InlineData("var f = System.Text.Json.JsonDocument.Parse(\"{}\");\n#!set --name g --value @f --mime-type text/none", "cell 1, line 2: #!set: ")]
    [InlineData("var f = new[] { (Action)(() => { }) };\n#!set --name g --value @f", "cell 1, line 2: #!set: a value of type System.Action[] cannot be written as JSON: ")]
    public void What_is_wrong_is_said(string cell, string error) => Assert.StartsWith(error, _cells.Run(cell));

    [Fact]
    public void Nothing_runs_when_a_directive_is_wrong()
    {
        Assert.StartsWith("cell 1, line 2: ", _cells.Run("Console.Write(1); var a = 1;\n#!set --name x"));
        Assert.StartsWith("cell 2, line 1, column 1: error CS0103", _cells.Run("a"));
    }

    [Fact]
    public void Who_and_whos_list_variables()
    {
        Assert.Equal("", _cells.Run("var b = 2; string a = \"x\"; void F() { }", "var b = new[] { 1.5 };", "Console.Write(0);")["stdout:0".Length..]);
        Assert.Equal("display:[ a, b ]", _cells.Run("#!who"));
        Assert.Equal("display:Variable  Type             Value\na         System.String    x\nb         System.Double[]  [ 1.5 ]", _cells.Run("#!whos"));
        Assert.Contains("<tr><td>b</td><td><span><a href=", _cells.Shown[0]["text/html"]);
    }

    [Fact]
    public void About_and_lsmagic_tell()
    {
        Assert.Matches(@"^display:Marginalia .*\nVersion +\d+\.\d+\.\d+\nRuntime +\.NET 10", _cells.Run("#!about"));
        var magics = _cells.Run("#!lsmagic");
        Assert.Contains("\n#!share [--name] NAME --from FROM [--as AS] [--mime-type MIME-TYPE]", magics);
        Assert.Contains("\n#!markdown ", magics);
    }
}
