namespace Marginalia.Torch.Tables;

/// <summary>
/// A table of operators: which method of TorchSharp calls which operator of libtorch, with which arguments. A file has
/// <list type="bullet">
/// <item>comments: lines that begin with <c>#</c>;</item>
/// <item>sections: <c>[torch.Tensor]</c> names the class of the rows below it; <c>[torch.Tensor + torch(input)]</c> writes each method
/// twice, the second time as a static method of <c>torch</c> whose first parameter is <c>Tensor input</c>; <c>torch(left; target = right)</c>
/// also gives another name there to parameters of the method;</item>
/// <item>rows: <c>Tensor addmv(Tensor mat, Tensor vec) -> addmv(this, mat, vec) ; What it computes.</c> The right side names the
/// operator with its overload (<c>sum.dim_IntList</c>) and its arguments, in order, as C# expressions; <c>exp[_]() -> exp[_](this)</c>
/// is short for a row <c>exp</c> and a row <c>exp_</c>; a last parameter <c>Tensor? @out = null</c> is not among the arguments: where it
/// is given, the operator's overload <c>out</c> writes into it;</item>
/// <item>uses: <c>use sum.dim_IntList topk</c> declares operators that handwritten code calls.</item>
/// </list>
/// </summary>
sealed class OperatorTable
{
    static readonly Regex SectionPattern = new(@"^\[(?<class>[\w.]+)(?:\s*\+\s*(?<twin>[\w.]+)\((?<self>\w+)(?:;(?<renamed>(?:,?\s*\w+\s*=\s*\w+)+))?\))?\]$");
    static readonly Regex RowPattern = new(@"^(?<result>\(.*?\)|[\w<>\[\]?.]+)\s+(?<name>@?\w+)(?<both>\[_\])?\((?<parameters>.*)\)\s*->\s*(?<op>\w+?)(?<opBoth>\[_\])?(?:\.(?<overload>\w+))?\((?<arguments>.*?)\)\s*;\s*(?<summary>.+)$");
    static readonly Regex UsePattern = new(@"^use((?:\s+\w+(?:\.\w+)?)+)$");

    readonly List<OperatorRow> rows = [];
    readonly List<OperatorName> uses = [];

    /// <summary>The rows, in their order in the file.</summary>
    public IReadOnlyList<OperatorRow> Rows => rows;

    /// <summary>The operators that only handwritten code calls.</summary>
    public IReadOnlyList<OperatorName> Uses => uses;

    /// <summary>Every operator that the table names.</summary>
    public IEnumerable<OperatorName> Operators => rows.Select(r => r.Operator).Concat(rows.Where(r => r.Out is not null).Select(r => r.Out!.Value)).Concat(uses).Distinct();

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is neither comment, section, row nor use; the message names it.</exception>
    public static OperatorTable Parse(string text)
    {
        var table = new OperatorTable();
        Match? section = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (SectionPattern.Match(line) is { Success: true } s) section = s;
            else if (UsePattern.Match(line) is { Success: true } u) table.uses.AddRange(u.Groups[1].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(OperatorName.Parse));
            else if (RowPattern.Match(line) is { Success: true } r) table.Add(r, section ?? throw new FormatException($"{number}: this row is in no section; put a line such as [torch.Tensor] above it"), number);
            else throw new FormatException($"{number}: '{line}' is no row: expected 'Tensor name(Tensor other) -> operator.overload(this, other) ; What it computes.', a section '[torch.Tensor]', 'use operator.overload' or a comment '# ...'");
        }
        return table;
    }

    void Add(Match row, Match section, int line)
    {
        if (row.Groups["both"].Success != row.Groups["opBoth"].Success) throw new FormatException($"{line}: [_] stands on one side of the arrow only");
        foreach (var suffix in row.Groups["both"].Success ? new[] { "", "_" } : [""])
        {
            var op = new OperatorName(row.Groups["op"].Value + suffix, row.Groups["overload"].Value);
            var summary = row.Groups["summary"].Value.Trim() + (suffix == "_" ? " In place." : "");
            var method = new OperatorRow(section.Groups["class"].Value, row.Groups["result"].Value, row.Groups["name"].Value + suffix, row.Groups["parameters"].Value.Trim(), op, row.Groups["arguments"].Value.Trim(), summary, line);
            rows.Add(method);
            if (section.Groups["twin"].Success) rows.Add(method.Twin(section.Groups["twin"].Value, section.Groups["self"].Value, Renamed(section.Groups["renamed"].Value)));
        }
    }

    static Dictionary<string, string> Renamed(string list) =>
        list.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
}
