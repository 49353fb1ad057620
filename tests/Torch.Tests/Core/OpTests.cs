using System.Reflection;
using System.Runtime.InteropServices;
using Marginalia.Torch.Tables;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Core;

/// <summary>The operators that the sources name exist in the installed libtorch and take the arguments they are given.</summary>
public partial class OpTests
{
    static readonly Dictionary<string, Op> All = typeof(Ops).GetProperties(BindingFlags.Static | BindingFlags.NonPublic).ToDictionary(f => f.Name, f => (Op)f.GetValue(null)!);
    static readonly Dictionary<string, OperatorTable> Tables = Directory.EnumerateFiles(Repository.PathTo("src", "Torch"), "*.ops", SearchOption.AllDirectories).ToDictionary(f => Path.GetFileName(f), f => OperatorTable.Parse(File.ReadAllText(f)));

    [Fact]
    public void Every_operator_exists()
    {
        var failures = new List<string>();
        foreach (var (field, op) in All)
        {
            try
            {
                Assert.StartsWith($"aten::{op.Name}{(op.Overload.Length == 0 ? "" : ".")}{op.Overload}(", op.Schema);
            }
            catch (ExternalException e)
            {
                failures.Add($"Ops.{field}: {e.Message}");
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_call_in_the_sources_fits_its_schema()
    {
        var calls = CallsInSources().ToList();
        Assert.True(calls.Count > 100, $"Only {calls.Count} calls were found: the search is broken.");
        var failures = calls.Select(c => Misfit(c.Field, c.Arguments)).OfType<string>().ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void No_operator_is_declared_in_vain()
    {
        var source = string.Join('\n', Sources());
        Assert.DoesNotContain(Tables.Values.SelectMany(t => t.Uses), op => !Regex.IsMatch(source, $@"\bOps\.@?{op.Field}\b"));
    }

    [Fact]
    public void Every_row_of_the_tables_fits_its_schema()
    {
        var failures = new List<string>();
        foreach (var (file, table) in Tables)
            foreach (var row in table.Rows)
                if (Misfit(row.Operator.Field, TopLevel(row.Arguments + ")", 0).Count(a => a.Length > 0)) is { } misfit)
                    failures.Add($"{file}:{row.Line}: {misfit}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("add_Tensor", 2, null)]
    [InlineData("add_Tensor", 3, null)]
    [InlineData("add_Tensor", 1, "needs an argument for \"Tensor other\"")]
    [InlineData("add_Tensor", 4, "takes 3")]
    public void The_check_of_calls_notices_misfits(string field, int arguments, string? complaint)
    {
        var misfit = Misfit(field, arguments);
        if (complaint is null) Assert.Null(misfit);
        else Assert.Contains(complaint, misfit);
    }

    [Fact]
    public void Missing_arguments_take_the_defaults_of_the_schema() => Assert.Equal(3, new Op("add", "Tensor").Call(ones(1), full(1, 2f)).ToSingle());

    [Fact]
    public void Too_many_arguments_are_refused()
    {
        var e = Assert.Throws<ExternalException>(() => new Op("exp").Call(ones(1), 1, 2));
        Assert.Contains("3 arguments are too many for aten::exp(Tensor self) -> Tensor", e.Message);
    }

    [Fact]
    public void A_missing_argument_without_default_is_refused() => Assert.Contains("argument 1 is missing", Assert.Throws<ExternalException>(() => new Op("mm").Call(ones(1, 1))).Message);

    [Fact]
    public void An_unknown_operator_is_refused() => Assert.Contains("has no operator aten::no_such_thing.at_all", Assert.Throws<ExternalException>(() => new Op("no_such_thing", "at_all").Schema).Message);

    [Fact]
    public void Lists_beyond_the_stack_cross_too()
    {
        var pieces = Enumerable.Range(0, 1000).Select(i => tensor((long)i)).ToArray();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), stack(pieces).data<long>().ToArray());
    }

    /// <summary>What is wrong with a call of that many arguments, or null.</summary>
    static string? Misfit(string field, int arguments)
    {
        var schema = All[field].Schema;
        var parameters = Parameters(schema);
        if (arguments > parameters.Count) return $"Ops.{field} is given {arguments} arguments, but takes {parameters.Count}: {schema}";
        var missing = parameters.Skip(arguments).FirstOrDefault(p => !p.Contains('='));
        return missing is null ? null : $"Ops.{field} is given {arguments} arguments, but needs an argument for \"{missing}\": {schema}";
    }

    static List<string> Parameters(string schema)
    {
        var start = schema.IndexOf('(') + 1;
        return [.. TopLevel(schema, start).Where(p => p is not ("" or "*"))];
    }

    static IEnumerable<(string Field, int Arguments)> CallsInSources()
    {
        foreach (var source in Sources())
            foreach (Match match in CallPattern().Matches(source))
                yield return (match.Groups[1].Value, TopLevel(source, match.Index + match.Length).Count(a => a.Length > 0));
    }

    static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathTo("src", "Torch"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs") || f.EndsWith(".template")).Select(File.ReadAllText);

    /// <summary>What stands between the commas from <paramref name="start"/> to the closing bracket.</summary>
    static List<string> TopLevel(string text, int start)
    {
        var (parts, depth, from) = (new List<string>(), 0, start);
        for (var i = start; ; i++)
        {
            if (text[i] is '(' or '[' or '{') depth++;
            if (text[i] is ')' or ']' or '}') depth--;
            if (depth >= 0 && (text[i] != ',' || depth > 0)) continue;
            parts.Add(text[from..i].Trim());
            from = i + 1;
            if (depth < 0) return parts;
        }
    }

    [GeneratedRegex(@"\bOps\.@?(\w+)\.(?:Call|CallPair|CallTriple|CallQuadruple|CallList|CallScalar|CallHandle|Do|Mutate)\(")]
    private static partial Regex CallPattern();
}
