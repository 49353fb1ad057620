namespace Marginalia.Torch.Tables;

/// <summary>The varying pieces of an optimiser's file.</summary>
sealed class OptimizerText(OptimizerSection optimizer, IReadOnlyDictionary<string, string> words)
{
    /// <summary>What the class and its groups implement.</summary>
    public string Interface => optimizer.Interface.Length == 0 ? "" : $", optim.{optimizer.Interface}";

    /// <summary>The constructors: from parameters, and from groups.</summary>
    public string Constructors
    {
        get
        {
            var required = optimizer.New.Select(o => o.Name == optimizer.Required ? o with { Default = null } : o);
            return $$"""
                        public {{optimizer.Name}}(IEnumerable<Parameter> parameters, {{List(required)}})
                            : this(new ParamGroup[] { new(parameters, new Options()) }, {{Names(optimizer.New)}})
                        {
                        }

                        public {{optimizer.Name}}(IEnumerable<{{optimizer.Groups}}> parameters, {{List(optimizer.New)}})
                        {
                {{Lines(optimizer.New.Where(o => o.Type == "double"), o => $"Check(\"{o.Name}\", {o.Name});", 12)}}
                            var options = new Options { {{Set(optimizer.New)}} };
                            Check(options);
                            _defaults = options;
                            foreach (var group in parameters) add_param_group(group);
                        }

                        /// <summary>Refuses options that do not go together.</summary>
                        static partial void Check(Options options);

                """;
        }
    }

    /// <summary>The property that <see cref="Interface"/> wants.</summary>
    public string InterfaceProperty(bool forAllGroups)
    {
        var (type, name, fields, text) = optimizer.Interface switch
        {
            "IBetas" => ("(double, double)", "Betas", new[] { "beta1", "beta2" }, "decay rates of both moments"),
            "IMomentum" => ("double", "Momentum", ["momentum"], "momentum"),
            _ => ("", "", [], ""),
        };
        if (name.Length == 0) return "";
        string Tuple(string prefix, string suffix) => fields.Length == 1 ? $"{prefix}{fields[0]}{suffix}" : $"({string.Join(", ", fields.Select(f => prefix + f + suffix))})";
        return forAllGroups
            ? $$"""
                    /// <summary>The {{text}} of all groups; reading gives the optimiser's default.</summary>
                    public {{type}} {{name}}
                    {
                        get => {{Tuple("((Options)_defaults).", "!.Value")}};
                        set
                        {
                            {{Tuple("((Options)_defaults).", "")}} = value;
                            foreach (var group in _parameter_groups) ((optim.{{optimizer.Interface}})group).{{name}} = value;
                        }
                    }

            """
            : $$"""

                        /// <summary>The {{text}}.</summary>
                        public {{type}} {{name}}
                        {
                            get => {{Tuple("Options.", "!.Value")}};
                            set => {{Tuple("Options.", "")}} = value;
                        }
            """;
    }

    /// <summary>The fields of the options.</summary>
    public string OptionFields => Lines(optimizer.Options, o => $"/// <summary>{words[o.Name]}</summary>\n            public {o.Type}? {o.Name};\n", 12);

    /// <summary>The fields of the state.</summary>
    public string StateFields => Lines(optimizer.State, f => $"/// <summary>{words[f.Name]}</summary>\n            public {f.Type} {f.Name}{(f.Type == "Tensor" ? " = null!" : "")};\n", 12);

    /// <summary>The methods of <c>torch.optim</c>.</summary>
    public string Factories
    {
        get
        {
            var (first, groups) = (optimizer.First, optimizer.Groups == "ParamGroup" ? optimizer.Name + ".ParamGroup" : optimizer.Groups);
            string Method(string type, string name, string value) => $"            public static {optimizer.Name} {optimizer.Name}({type} {name}, {List(optimizer.Factory)}) => new({value}, {Names(optimizer.Factory)});\n";
            return Method("IEnumerable<Parameter>", first, first)
                + "\n" + Method("IEnumerable<(string name, Parameter parameter)>", first, $"{first}.Select(p => p.parameter)")
                + "\n" + Method($"IEnumerable<{groups}>", "parameters", "parameters");
        }
    }

    /// <summary>How an option is read from a file.</summary>
    public string Reader(string option) => optimizer.New.First(o => o.Name == option).Type == "bool" ? "ReadBoolean" : "ReadDouble";

    /// <summary>A line for each option.</summary>
    public string EachOption(Func<string, string> line, int indent) => Lines(optimizer.Saved, line, indent);

    /// <summary>A line for each field of the state.</summary>
    public string EachField(Func<OptimizerField, string> line, int indent) => Lines(optimizer.State, line, indent);

    /// <summary>A line for each tensor of the state.</summary>
    public string EachTensor(Func<OptimizerField, string> line, int indent) => Lines(optimizer.State.Where(f => f.Type.StartsWith("Tensor")), line, indent);

    /// <summary>A list of parameters.</summary>
    public static string List(IEnumerable<OptimizerOption> options) => string.Join(", ", options);

    /// <summary>What sets the fields of options.</summary>
    public static string Set(IEnumerable<OptimizerOption> options) => string.Join(", ", options.Select(o => $"{o.Field} = {o.Name}"));

    static string Names(IEnumerable<OptimizerOption> options) => string.Join(", ", options.Select(o => o.Name));

    static string Lines<T>(IEnumerable<T> items, Func<T, string> line, int indent) => string.Join("\n", items.Select(item => new string(' ', indent) + line(item)));
}
