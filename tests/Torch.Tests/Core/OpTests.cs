using System.IO.Compression;
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
    static readonly Dictionary<string, Dictionary<string, OperatorSchema>> Recorded = ReadRecorded();
    static readonly Dictionary<string, OperatorTable> Tables = Directory.EnumerateFiles(Repository.PathTo("src", "Torch"), "*.ops", SearchOption.AllDirectories).ToDictionary(f => Path.GetFileName(f), f => OperatorTable.Parse(File.ReadAllText(f)));

    public static TheoryData<string> Versions => [.. Recorded.Keys, "installed"];

    [Theory, MemberData(nameof(Versions))]
    public void Every_operator_exists(string version)
    {
        var failures = All.Where(o => Schema(version, o.Value) is null).Select(o => $"Ops.{o.Key}: libtorch {version} has no aten::{FullName(o.Value)}").ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Every_call_in_the_sources_fits_its_schema(string version)
    {
        var calls = CallsInSources().ToList();
        Assert.True(calls.Count > 100, $"Only {calls.Count} calls were found: the search is broken.");
        var failures = calls.Select(c => Misfit(version, c.Field, new ArgKind?[c.Arguments])).OfType<string>().ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Every_row_of_the_tables_fits_its_schema(string version)
    {
        var failures = new List<string>();
        foreach (var (file, table) in Tables)
            foreach (var row in table.Rows)
            {
                var kinds = Kinds(row);
                if (Misfit(version, row.Operator.Field, kinds) is { } misfit) failures.Add($"{file}:{row.Line}: {misfit}");
                if (row.Out is { } into && Misfit(version, into.Field, [.. kinds, ArgKind.Tensor]) is { } outMisfit) failures.Add($"{file}:{row.Line}: {outMisfit}");
            }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void The_schemas_of_the_oldest_supported_version_and_of_a_newer_one_are_recorded() => Assert.Equal(["1.13.0", "2.6.0"], Recorded.Keys.Order());

    [Fact]
    public void The_recorded_schemas_are_those_of_the_installed_library()
    {
        Assert.SkipUnless(Recorded.TryGetValue(version.libtorch, out var recorded), $"libtorch {version.libtorch} is not recorded.");
        Assert.All(All.Values, op => Assert.Equal(recorded![$"aten::{FullName(op)}"].Text, op.Schema));
    }

    [Fact]
    public void No_operator_is_declared_in_vain()
    {
        var source = string.Join('\n', Sources());
        Assert.DoesNotContain(Tables.Values.SelectMany(t => t.Uses), op => !Regex.IsMatch(source, $@"\bOps\.@?{op.Field}\b"));
    }

    [Theory]
    [InlineData("add_Tensor", "TT", null)]
    [InlineData("add_Tensor", "TTD", null)]
    [InlineData("add_Tensor", "T", "missing for 'Tensor other'")]
    [InlineData("add_Tensor", "TTDD", "4 arguments are too many")]
    [InlineData("add_Tensor", "TD", "argument 1 is of kind Double, but is to be 'Tensor other'")]
    [InlineData("add_Tensor", "N?", "argument 0 is null")]
    [InlineData("conv2d", "TTNII", null)]
    [InlineData("conv2d", "TTNB", "argument 3 is of kind Bool")]
    [InlineData("sum_dim_IntList", "TI", null)]
    [InlineData("any_dim", "TI", null)]
    [InlineData("any_dim", "TL", "argument 1 is of kind Ints")]
    public void The_check_of_calls_notices_misfits(string field, string arguments, string? complaint)
    {
        ArgKind?[] kinds = [.. arguments.Select(a => a switch
        {
            'T' => ArgKind.Tensor,
            'D' => ArgKind.Double,
            'I' => ArgKind.Int,
            'L' => ArgKind.Ints,
            'B' => ArgKind.Bool,
            'N' => ArgKind.None,
            _ => default(ArgKind?),
        })];
        var misfit = Misfit("installed", field, kinds);
        if (complaint is null) Assert.Null(misfit);
        else Assert.Contains(complaint, misfit);
    }

    [Fact]
    public void Kinds_of_arguments_are_read_off_a_row()
    {
        var row = OperatorTable.Parse("[torch]\nTensor f(Tensor a, double? b, long[] c, int d) -> f(a, b, c ?? X, (long)d, Arg.None, true, 1.5, Arg.Tensors(e)) ; S.").Rows[0];
        Assert.Equal([ArgKind.Tensor, ArgKind.Double, null, ArgKind.Int, ArgKind.None, ArgKind.Bool, ArgKind.Double, ArgKind.Tensors], Kinds(row));
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

    /// <summary>What is wrong with a call of <c>Ops.field</c> with arguments of these kinds (null: not known), or null.</summary>
    static string? Misfit(string version, string field, IReadOnlyList<ArgKind?> arguments) =>
        Schema(version, All[field])?.Misfit(arguments) is { } misfit ? $"Ops.{field}, libtorch {version}: {misfit}" : null;

    static string FullName(Op op) => op.Overload.Length == 0 ? op.Name : $"{op.Name}.{op.Overload}";

    static OperatorSchema? Schema(string version, Op op)
    {
        if (version != "installed") return Recorded[version].GetValueOrDefault($"aten::{FullName(op)}");
        try
        {
            return OperatorSchema.Parse(op.Schema);
        }
        catch (ExternalException)
        {
            return null;
        }
    }

    /// <summary>By version, then by name and overload: what record_schemas.py wrote of the operators in use.</summary>
    static Dictionary<string, Dictionary<string, OperatorSchema>> ReadRecorded()
    {
        var wanted = All.Values.Select(op => $"aten::{FullName(op)}").ToHashSet();
        var found = new Dictionary<string, Dictionary<string, OperatorSchema>>();
        foreach (var resource in typeof(OpTests).Assembly.GetManifestResourceNames())
        {
            if (SnapshotName().Match(resource) is not { Success: true } name) continue;
            using var reader = new StreamReader(new GZipStream(typeof(OpTests).Assembly.GetManifestResourceStream(resource)!, CompressionMode.Decompress));
            var schemas = found[name.Groups[1].Value] = [];
            while (reader.ReadLine() is { } line)
                if (line[..line.IndexOf('(')] is var full && wanted.Contains(full)) schemas[full] = OperatorSchema.Parse(line);
        }
        return found;
    }

    /// <summary>What kind of argument each expression of a row is, where its looks tell.</summary>
    static ArgKind?[] Kinds(OperatorRow row)
    {
        var types = OperatorSchema.TopLevel(row.Parameters + ")", 0).Select(p => ParameterPattern().Match(p)).Where(m => m.Success)
            .ToDictionary(m => m.Groups["name"].Value.TrimStart('@'), m => m.Groups["type"].Value.TrimEnd('?'));
        return [.. OperatorSchema.TopLevel(row.Arguments + ")", 0).Where(a => a.Length > 0).Select(Kind)];

        ArgKind? Kind(string expression) => expression switch
        {
            "this" => ArgKind.Tensor,
            "Arg.None" => ArgKind.None,
            "true" or "false" => ArgKind.Bool,
            _ when expression.StartsWith("Arg.Tensors(") => ArgKind.Tensors,
            _ when expression.StartsWith("Arg.OptionalTensors(") => ArgKind.OptionalTensors,
            _ when expression.StartsWith('"') => ArgKind.String,
            _ when Number().IsMatch(expression) => expression.Contains('.') ? ArgKind.Double : ArgKind.Int,
            _ when Cast().Match(expression) is { Success: true } cast => OfType(cast.Groups[1].Value.TrimEnd('?')),
            _ => types.TryGetValue(expression.TrimStart('@'), out var type) ? OfType(type) : null,
        };

        static ArgKind? OfType(string type) => type switch
        {
            "Tensor" => ArgKind.Tensor,
            "long" or "int" or "ScalarType" => ArgKind.Int,
            "double" or "float" => ArgKind.Double,
            "bool" => ArgKind.Bool,
            "long[]" => ArgKind.Ints,
            "double[]" => ArgKind.Doubles,
            "string" => ArgKind.String,
            "Device" => ArgKind.Device,
            "Generator" => ArgKind.Generator,
            _ => null,
        };
    }

    static IEnumerable<(string Field, int Arguments)> CallsInSources()
    {
        foreach (var source in Sources())
            foreach (Match match in CallPattern().Matches(source))
                yield return (match.Groups[1].Value, OperatorSchema.TopLevel(source, match.Index + match.Length).Count(a => a.Length > 0));
    }

    static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathTo("src", "Torch"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs") || f.EndsWith(".template")).Select(File.ReadAllText);

    [GeneratedRegex(@"\bOps\.@?(\w+)\.(?:Call|CallPair|CallTriple|CallQuadruple|CallList|CallScalar|CallHandle|Do|Mutate|Fill)\(")]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"^schemas-(.+)\.txt\.gz$")]
    private static partial Regex SnapshotName();

    [GeneratedRegex(@"^(?:params\s+)?(?<type>[\w.<>]+(?:\[\])?\??)\s+(?<name>@?\w+)(?:\s*=.*)?$")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"^-?\d[\d.]*[df]?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\((\w+\??)\)\w+$")]
    private static partial Regex Cast();
}
