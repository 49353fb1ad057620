namespace Marginalia.Torch.Tables;

/// <summary>A parameter of a constructor: <c>double lr = 1e-3</c>.</summary>
sealed record OptimizerOption(string Type, string Name, string? Default)
{
    /// <summary>The field of the optimiser's options that it sets.</summary>
    public string Field => Name == "lr" ? "LearningRate" : Name;

    /// <inheritdoc/>
    public override string ToString() => Default is null ? $"{Type} {Name}" : $"{Type} {Name} = {Default}";
}

/// <summary>What an optimiser remembers of a parameter: <c>Tensor exp_avg = Zeros()</c>.</summary>
sealed record OptimizerField(string Type, string Name, string Start);

/// <summary>An optimiser as its section in an <see cref="OptimizerTable"/> describes it.</summary>
sealed class OptimizerSection
{
    /// <summary>The class.</summary>
    public string Name = "";

    /// <summary>IBetas, IMomentum or empty.</summary>
    public string Interface = "";

    /// <summary>What it does.</summary>
    public string Summary = "";

    /// <summary>The parameters of constructors, of the constructor of groups, of the methods of <c>torch.optim</c>.</summary>
    public IReadOnlyList<OptimizerOption> New = [], Group = [], Factory = [];

    /// <summary>The options' names in the order of TorchSharp's files; the learning rates come before.</summary>
    public IReadOnlyList<string> Saved = [];

    /// <summary>Of which type the groups are.</summary>
    public string Groups = "ParamGroup";

    /// <summary>The name of the first parameter of the methods of <c>torch.optim</c>, unless it is groups.</summary>
    public string First = "parameters";

    /// <summary>The parameter without default where parameters and not groups are given.</summary>
    public string Required = "";

    /// <summary>The state of a parameter, in the order of TorchSharp's files.</summary>
    public readonly List<OptimizerField> State = [];

    /// <summary>The options apart from the learning rate, in the order of files.</summary>
    public IEnumerable<OptimizerOption> Options => Saved.Select(name => New.First(o => o.Name == name));
}

/// <summary>
/// A table of optimisers. TorchSharp nests options, groups and states in every optimiser, so that no base class can hold
/// what they have in common; this table holds what differs. A line is one of
/// <list type="bullet">
/// <item><c># a comment</c>;</item>
/// <item><c>say beta1 ; The decay rate of the first moment.</c>: the documentation of all options and states of that name;</item>
/// <item><c>[Adam : IBetas] What it does.</c> begins an optimiser;</item>
/// <item><c>new double lr = 1e-3, bool maximize = false</c>: the parameters of its constructors, of <c>ParamGroup</c>'s and of the methods of <c>torch.optim</c>;</item>
/// <item><c>group ...</c>, <c>factory ...</c>: those of <c>ParamGroup</c>'s constructor and of the methods of <c>torch.optim</c> where they differ;</item>
/// <item><c>required lr</c>: a parameter that has no default where parameters are given instead of groups;</item>
/// <item><c>first named_parameters</c>, <c>groups ParamGroup&lt;ASGD.Options&gt;</c>: another name of the first parameter, another type of groups;</item>
/// <item><c>saved maximize rho</c>: the order of options in TorchSharp's files where it is not that of <c>new</c>;</item>
/// <item><c>state Tensor sum = Filled(o.eps!.Value)</c>: what it remembers of a parameter, and what that starts from; <c>o</c> are the options.</item>
/// </list>
/// </summary>
sealed class OptimizerTable
{
    static readonly Regex SectionPattern = new(@"^\[(?<name>\w+)(?:\s*:\s*(?<interface>\w+))?\]\s*(?<summary>.+)$");
    static readonly Regex LinePattern = new(@"^(?<word>say|new|group|factory|required|first|groups|saved|state)\s+(?<rest>.+)$");
    static readonly Regex OptionPattern = new(@"^(?<type>\w+) (?<name>\w+)(?: = (?<default>[\w.-]+))?$");
    static readonly Regex FieldPattern = new(@"^(?<type>\w+\??) (?<name>\w+)(?: = (?<start>.+))?$");

    /// <summary>The optimisers.</summary>
    public readonly List<OptimizerSection> Optimizers = [];

    /// <summary>What options and states of a name mean.</summary>
    public readonly Dictionary<string, string> Words = [];

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is not of the form above; the message names it.</exception>
    public static OptimizerTable Parse(string text)
    {
        var table = new OptimizerTable();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (SectionPattern.Match(line) is { Success: true } s) table.Optimizers.Add(new() { Name = s.Groups["name"].Value, Interface = s.Groups["interface"].Value, Summary = s.Groups["summary"].Value });
            else if (LinePattern.Match(line) is { Success: true } l) table.Add(l.Groups["word"].Value, l.Groups["rest"].Value, number);
            else throw new FormatException($"{number}: '{line}' is neither a section such as '[Adam : IBetas] What it does.' nor begins with one of say, new, group, factory, required, first, groups, saved, state");
        }
        foreach (var name in table.Optimizers.SelectMany(o => o.New.Select(p => p.Name).Concat(o.State.Select(f => f.Name))))
            if (!table.Words.ContainsKey(name)) throw new FormatException($"1: what '{name}' means is missing: add a line 'say {name} ; What it is.'");
        return table;
    }

    void Add(string word, string rest, int line)
    {
        if (word == "say")
        {
            var end = rest.IndexOf(';');
            if (end < 0) throw new FormatException($"{line}: expected 'say name ; What it is.'");
            Words[rest.Substring(0, end).Trim()] = rest.Substring(end + 1).Trim();
            return;
        }
        var optimizer = Optimizers.LastOrDefault() ?? throw new FormatException($"{line}: this line is in no section; put a line such as '[Adam : IBetas] What it does.' above it");
        switch (word)
        {
            case "new":
                optimizer.New = optimizer.Group = optimizer.Factory = Options(rest, line);
                optimizer.Saved = [.. optimizer.New.Select(o => o.Name).Where(n => n != "lr")];
                break;
            case "group": optimizer.Group = Options(rest, line); break;
            case "factory": optimizer.Factory = Options(rest, line); break;
            case "required": optimizer.Required = rest; break;
            case "first": optimizer.First = rest; break;
            case "groups": optimizer.Groups = rest; break;
            case "saved": optimizer.Saved = Saved(optimizer, rest, line); break;
            default:
                if (FieldPattern.Match(rest) is not { Success: true } field) throw new FormatException($"{line}: expected 'state Tensor name = Zeros()'");
                var type = field.Groups["type"].Value;
                optimizer.State.Add(new(type, field.Groups["name"].Value, field.Groups["start"] is { Success: true } start ? start.Value : type == "Tensor" ? "Zeros()" : "default"));
                break;
        }
    }

    static string[] Saved(OptimizerSection optimizer, string rest, int line)
    {
        string[] names = [.. rest.Split(' ')];
        if (!names.OrderBy(n => n).SequenceEqual(optimizer.Saved.OrderBy(n => n))) throw new FormatException($"{line}: 'saved' must name what 'new' does but for lr: {string.Join(" ", optimizer.Saved)}");
        return names;
    }

    static IReadOnlyList<OptimizerOption> Options(string list, int line) => [.. list.Split(',').Select(item => OptionPattern.Match(item.Trim()) is { Success: true } m
        ? new OptimizerOption(m.Groups["type"].Value, m.Groups["name"].Value, m.Groups["default"] is { Success: true } d ? d.Value : null)
        : throw new FormatException($"{line}: '{item.Trim()}' is no parameter such as 'double lr = 1e-3'"))];
}
