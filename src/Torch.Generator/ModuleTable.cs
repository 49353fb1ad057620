namespace Marginalia.Torch.Tables;

/// <summary>
/// A table of modules that only keep their arguments and call one function. A file has
/// <list type="bullet">
/// <item>comments: lines that begin with <c>#</c>;</item>
/// <item>descriptions of properties: <c>about inplace: Overwrites its argument.</c>;</item>
/// <item>sections: <c>[Base&lt;Tensor, Tensor&gt;] forward(Tensor input)</c> names the base class and the arguments of the modules below it;</item>
/// <item>modules: <c>ELU(double alpha = 1, bool inplace = false) -> F.elu(tensor, alpha, inplace) ; What it computes.</c> Every parameter becomes
/// a property unless <c>private</c> stands before it; a method of <c>torch.nn</c> makes the module. Other such methods follow after slashes: <c>Mish(bool inplace = false) / () / (bool inplace)</c>;
/// one that takes another type for a list of sizes passes it through <c>Sizes</c>;</item>
/// <item>further methods of the module above: <c>+ Tensor name(Tensor input) -> F.name(input, size) ; What it computes.</c></item>
/// </list>
/// </summary>
sealed class ModuleTable
{
    static readonly Regex AboutPattern = new(@"^about (?<name>\w+): (?<text>.+)$");
    static readonly Regex SectionPattern = new(@"^\[(?<base>[^\]]+(?:\[\][^\]]*)*)\]\s+forward\((?<parameters>.*)\)$");
    static readonly Regex ModulePattern = new(@"^(?<name>\w+)(?<signatures>\(.*\))\s*->\s*(?<body>.+?)\s+;\s*(?<summary>.+)$");
    static readonly Regex MethodPattern = new(@"^\+\s*(?<head>.+?\))\s*->\s*(?<body>.+?)\s+;\s*(?<summary>.+)$");

    readonly Dictionary<string, string> about = [];
    readonly List<ModuleRow> rows = [];

    /// <summary>The modules, in their order in the file.</summary>
    public IReadOnlyList<ModuleRow> Rows => rows;

    /// <summary>What properties mean.</summary>
    public IReadOnlyDictionary<string, string> About => about;

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is none of these things, or names a property without description; the message names it.</exception>
    public static ModuleTable Parse(string text)
    {
        var table = new ModuleTable();
        Match? section = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (AboutPattern.Match(line) is { Success: true } a) table.about[a.Groups["name"].Value] = a.Groups["text"].Value;
            else if (SectionPattern.Match(line) is { Success: true } s) section = s;
            else if (MethodPattern.Match(line) is { Success: true } m && table.rows.Count > 0) table.rows[table.rows.Count - 1].Methods.Add((m.Groups["head"].Value, m.Groups["body"].Value, m.Groups["summary"].Value));
            else if (ModulePattern.Match(line) is { Success: true } r) table.Add(r, section ?? throw new FormatException($"{number}: this module is in no section; put a line such as [ParameterLessModule<Tensor, Tensor>] forward(Tensor input) above it"), number);
            else throw new FormatException($"{number}: '{line}' is no module: expected 'Name(double p = 1) -> F.name(input, p) ; What it computes.', a section '[Base<Tensor, Tensor>] forward(Tensor input)', 'about p: ...', '+ ...' or a comment '# ...'");
        }
        return table;
    }

    void Add(Match row, Match section, int line)
    {
        List<IReadOnlyList<ModuleParameter>> signatures = [.. Signatures(row.Groups["signatures"].Value).Select(ModuleParameter.List)];
        var module = new ModuleRow(row.Groups["name"].Value, section.Groups["base"].Value, section.Groups["parameters"].Value, signatures[0], [.. signatures.Skip(signatures.Count == 1 ? 0 : 1)], row.Groups["body"].Value, row.Groups["summary"].Value);
        if (module.Properties.FirstOrDefault(p => !p.IsHidden && !about.ContainsKey(p.Name)) is { } unknown) throw new FormatException($"{line}: {module.Name} has a property {unknown.Name} that no line 'about {unknown.Name}: ...' above describes");
        rows.Add(module);
    }

    /// <summary>The insides of <c>(a) / (b) / (c)</c>.</summary>
    static string[] Signatures(string text) => Regex.Split(text.Substring(1, text.Length - 2), @"\)\s*/\s*\(");
}

/// <summary>A module that keeps its arguments and calls a function.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Base">Its base class.</param>
/// <param name="Arguments">The parameters of forward.</param>
/// <param name="Parameters">The parameters of its constructor.</param>
/// <param name="Factories">The parameters of the methods of <c>torch.nn</c> that make it.</param>
/// <param name="Body">What forward computes.</param>
/// <param name="Summary">The same in words.</param>
sealed record ModuleRow(string Name, string Base, string Arguments, IReadOnlyList<ModuleParameter> Parameters, IReadOnlyList<IReadOnlyList<ModuleParameter>> Factories, string Body, string Summary)
{
    static readonly string[] OfTheBase = ["weight", "reduction"];

    /// <summary>Further methods.</summary>
    public List<(string Head, string Body, string Summary)> Methods { get; } = [];

    /// <summary>Losses cannot be changed once made, but anyone can make one.</summary>
    public bool IsLoss => Base.Contains("Loss<");

    /// <summary>What the base class's constructor is given.</summary>
    public string BaseArguments => IsLoss ? string.Join(", ", Parameters.Where(p => OfTheBase.Contains(p.Name)).Select(p => p.Name)) : $"nameof({Name})";

    /// <summary>What the module itself keeps.</summary>
    public IEnumerable<ModuleParameter> Properties => Parameters.Where(p => !IsLoss || !OfTheBase.Contains(p.Name));
}

/// <summary>A parameter, with its default if it has one.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its default, or nothing.</param>
/// <param name="IsHidden">True if no property shows it: it is marked <c>private</c>.</param>
sealed record ModuleParameter(string Type, string Name, string Default, bool IsHidden)
{
    /// <summary>Reads a list of parameters.</summary>
    public static IReadOnlyList<ModuleParameter> List(string text) =>
        [.. Regex.Matches(text, @"(?<hidden>private\s+)?(?<type>(?:\([^)]*\)|\w[\w.]*(?:<[^>]*>)?)(?:\[\])?\??)\s+(?<name>\w+)(?:\s*=\s*(?<default>[^,]+))?(?:,|$)").Cast<Match>()
            .Select(m => new ModuleParameter(m.Groups["type"].Value, m.Groups["name"].Value, m.Groups["default"].Value.Trim(), m.Groups["hidden"].Success))];

    /// <summary>As in C#.</summary>
    public override string ToString() => Default.Length == 0 ? $"{Type} {Name}" : $"{Type} {Name} = {Default}";
}
