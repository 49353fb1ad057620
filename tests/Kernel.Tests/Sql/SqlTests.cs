using Marginalia.Kernel.Tests.Directives;

namespace Marginalia.Kernel.Tests.Sql;

public sealed class SqlTests : IDisposable
{
    const string People = "#!sql\nCREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, height REAL);\nINSERT INTO people (name, height) VALUES ('Ada', 1.65), ('Grace; \"the\", <b>', NULL);";
    readonly Cells _cells = new();
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Statements_run_and_results_are_tables()
    {
        Assert.Equal("display:2 rows changed", _cells.Run(People));
        Assert.Equal("display:id  name               height\n1   Ada                1.65\n2   Grace; \"the\", <b>  <null> | display:2\n2", _cells.Run("#!sql\nSELECT * FROM people;\nSELECT count(*) AS \"2\" FROM people -- the end"));
        Assert.Equal(["text/html", "text/plain", "text/csv"], _cells.Shown[0].Data.Keys);
        Assert.Equal("id,name,height\n1,Ada,1.65\n2,\"Grace; \"\"the\"\", <b>\",\n", _cells.Shown[0]["text/csv"]);
        Assert.Equal("<table><thead><tr><th>2</th></tr></thead><tbody><tr><td><div class=\"dni-plaintext\"><pre>2</pre></div></td></tr></tbody></table>", _cells.Shown[1]["text/html"]);
        Assert.Contains("<td>Grace; &quot;the&quot;, &lt;b&gt;</td>", _cells.Shown[0]["text/html"]);
    }

    [Theory]
    [InlineData("SELECT 1 AS a, 2 AS a, 3 AS A", "a  a (2)  A (3)\n1  2      3")]
    [InlineData("SELECT 'x' WHERE 0", "'x'")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM people; SELECT 1; END; SELECT 7 AS n", "n\n7")]
    [InlineData("-- only;\n/* a; */ SELECT ';' AS s; -- end;\n", "s\n;")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 22) SELECT i FROM n LIMIT 22 OFFSET 1", "i\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n(1 more)")]
    [InlineData("SELECT NULL AS n, 1.0 AS d, 'é' AS t", "n       d  t\n<null>  1  é")]
    public void Queries(string query, string table)
    {
        _cells.Run(People);
        Assert.Equal("display:" + table, _cells.Run("#!sql\n" + query));
    }

    [Fact]
    public void Rows_are_read_up_to_a_limit()
    {
        const string Many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i FROM n";
        Assert.EndsWith("\n20\n(10 more read; --limit N reads more)", _cells.Run($"#!sql --limit 30\n{Many}"));
        Assert.EndsWith("\n20\n(30 more)", _cells.Run($"#!sql --limit 50\n{Many}"));
        Assert.Equal("cell 3, line 2: #!sql: --limit x: expected a number above 0", _cells.Run($"1\n#!sql --limit x\n{Many}"));
    }

    [Theory]
    [InlineData("#!sql\nSELECT 1;\n\nSELECT *\nFROM absent;", "cell 1, line 4: SQLite Error 1: 'no such table: absent'.\n    SELECT *\n    FROM absent;")]
    [InlineData("#!sql\nSELEC 1", "cell 1, line 2: SQLite Error 1: 'near \"SELEC\": syntax error'.\n    SELEC 1")]
    [InlineData("#!sql\nSELECT 'open", "cell 1, line 2: SQLite Error 1: 'unrecognized token: \"'open\"'.\n    SELECT 'open")]
    [InlineData("#!sql\nSELECT ?", "cell 1, line 2: parameters need names: write @name instead of ?\n    SELECT ?")]
    [InlineData("#!sql\nSELECT @n", "cell 1, line 2: @n has no value: no language has a variable of that name; declare one, or #!set --name n --value VALUE\n    SELECT @n")]
    [InlineData("var n = new[] { 1 };\n#!sql\nSELECT @n", "cell 1, line 3: @n: a value of type System.Int32[] is not one number or text; make it a table: #!share n --from LANGUAGE\n    SELECT @n")]
    [InlineData("#!connect mssql \"Server=x\"", "cell 1, line 1: #!connect: only SQLite databases can be opened: ")]
    [InlineData("#!connect sqlite", "cell 1, line 1: #!connect: --connection-string is missing: ")]
    [InlineData("#!connect sqlite \"Database\"", "cell 1, line 1: #!connect: 'Database' in ")]
    [InlineData("#!connect sqlite \"Data Source=/nowhere/x.db\"", "cell 1, line 1: #!connect: 'Data Source=/nowhere/x.db' in ")]
    [InlineData("#!sql-mydb\nSELECT 1", "cell 1, line 1: #!sql-mydb: unknown directive; known are ")]
    public void Errors(string cell, string error) => Assert.StartsWith(error, _cells.Run(cell));

    [Fact]
    public void A_file_is_opened_under_a_name()
    {
        var file = _folder["data.db"];
        Assert.Equal("display:x\n5", _cells.Run($"#!connect sqlite --kernel-name mydb \"Data Source={file}\"\n#!sql-mydb\nCREATE TABLE t (x);\nINSERT INTO t VALUES (5);\nSELECT * FROM t")["display:1 row changed | ".Length..]);
        Assert.Equal("display:x\n5", _cells.Run("#!mydb\nSELECT * FROM t"));
        Assert.StartsWith("cell 3, line 2: SQLite Error 1: 'no such table: t'", _cells.Run("#!sql\nSELECT * FROM t"));
        Assert.Equal("display:x\n5", new Cells().Run($"#!connect sqlite \"Data Source={file}\"\n#!sql\nSELECT * FROM t"));
    }

    [Theory]
    [InlineData("record P(string Name, int Age, double? H); var v = new List<P> { new(\"Ada\", 36, 1.65), new(\"Grace\", 85, null) };", "SELECT Name, Age + 1 AS a, typeof(Age) AS t, H FROM v ORDER BY Age DESC LIMIT 1", "Name   a   t        H\nGrace  86  integer  <null>")]
    [InlineData("var v = new[] { new { A = 1, B = \"x\" } };", "SELECT * FROM v", "A  B\n1  x")]
    [InlineData("var v = new[] { 3, 1, 2 };", "SELECT sum(value) AS s FROM v", "s\n6")]
    [InlineData("var v = new Dictionary<string, object> { [\"k\"] = 1, [\"l\"] = true };", "SELECT * FROM v", "k  l\n1  1")]
    [InlineData("var v = new[] { new Dictionary<string, int> { [\"k\"] = 1 }, new() { [\"l\"] = 2 } };", "SELECT k, l FROM v", "k       l\n1       <null>\n<null>  2")]
    [InlineData("var v = new[] { (1, \"x\"), (2, \"y\") };", "SELECT Item2 FROM v", "Item2\nx\ny")]
    [InlineData("var v = new[] { new[] { 1, 2 }, new[] { 3, 4 } };", "SELECT column1 + column2 AS s FROM v", "s\n3\n7")]
    [InlineData("var v = System.Text.Json.JsonDocument.Parse(\"[{\\\"a\\\": 1, \\\"b\\\": null}, {\\\"a\\\": 2.5}]\");", "SELECT a FROM v", "a\n1\n2.5")]
    [InlineData("var v = new[] { new DateTime(2020, 1, 2, 3, 4, 5) };", "SELECT strftime('%Y-%m', value) AS m FROM v", "m\n2020-01")]
    [InlineData("var v = new List<string>();", "SELECT count(*) AS n FROM v", "n\n0")]
    [InlineData("var t = new System.Data.DataTable(); t.Columns.Add(\"c\", typeof(decimal)); t.Rows.Add(1.5m); t.Rows.Add(DBNull.Value); var v = t;", "SELECT c * 2 AS c FROM v", "c\n3\n<null>")]
    [InlineData("var v = 41;", "SELECT @v + 1 AS n", "n\n42")]
    [InlineData("string v = null;", "SELECT @v IS NULL AS n", "n\n1")]
    [InlineData("var v = \"it's\";", "SELECT @v AS n, :v AS m, $v AS o", "n     m     o\nit's  it's  it's")]
    public void Values_of_csharp_become_tables_and_parameters(string csharp, string query, string table) =>
        Assert.Equal("display:" + table, _cells.Run(csharp, $"#!sql\n#!share v --from csharp\n{query}"));

    [Fact]
    public void Parameters_are_found_in_other_languages_and_set() => Assert.Equal("display:a  b\n7  x", _cells.Run("var seven = 7;", "#!sql\n#!set --name b --value x\nSELECT @seven AS a, @b AS b"));

    [Fact]
    public void A_shared_table_leaves_the_file_as_it_is()
    {
        var file = _folder["data.db"];
        var connect = $"#!connect sqlite \"Data Source={file}\"";
        _cells.Run(connect, "#!sql\nCREATE TABLE v (x); INSERT INTO v VALUES ('kept');", "var v = new[] { 1 };", "#!sql\n#!share v --from csharp");
        Assert.Equal("display:value\n1", _cells.Run("#!sql\nSELECT * FROM v"));
        Assert.Equal("display:x\nkept", new Cells().Run(connect, "#!sql\nSELECT * FROM v"));
    }

    [Theory]
    [InlineData("lastResult", "x.Rows.Count + \" \" + x.Rows[0][\"name\"]", "result:1 Ada")]
    [InlineData("kept", "(double)x.Rows[0][\"height\"]", "result:1.65")]
    [InlineData("kept", "x.Columns[\"id\"].DataType.Name", "result:Int64")]
    [InlineData("people", "x.Rows.Count", "result:2")]
    [InlineData("people", "from System.Data.DataRow row in x.Rows select (string)row[\"name\"]", "result:[ Ada, Grace; \"the\", <b> ]")]
    public void Results_and_tables_become_data_tables_of_csharp(string name, string code, string log) =>
        Assert.Equal(log, _cells.Run(People, "#!sql --name kept\nSELECT * FROM people LIMIT 1", $"#!share {name} --from sql --as x\n{code}"));

    [Fact]
    public void Results_go_into_other_databases_and_json()
    {
        _cells.Run(People, $"#!connect sqlite --kernel-name other \"Data Source={_folder["o.db"]}\"");
        Assert.Equal("display:name\nAda", _cells.Run("#!sql-other\n#!share people --from sql\nSELECT name FROM people WHERE height > 1"));
        Assert.Equal("result:Ada", _cells.Run("#!set --name j --value @sql:people\nj.RootElement[0].GetProperty(\"name\").GetString()"));
        Assert.Equal("display:[ people ]", _cells.Run("#!sql\n#!who"));
    }

    [Fact]
    public void A_query_is_interrupted()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var result = _cells.Engine.Execute("#!sql\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", new Engine.RecordingSink(), soon.Token);
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.Equal("display:1\n1", _cells.Run("#!sql\nSELECT 1"));
    }
}
