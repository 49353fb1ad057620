using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Directives;

/// <summary>The options that a directive was given.</summary>
internal sealed class Options
{
    readonly Dictionary<string, Argument?> _given = [];

    Options()
    {
    }

    /// <summary>None.</summary>
    public static Options None { get; } = new();

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="DirectiveException">One is unknown, missing, repeated or not well formed.</exception>
    public static Options Read(DirectiveLine line, IReadOnlyList<Option> known, CellScope scope)
    {
        var options = new Options();
        var reader = new ArgumentReader(line, scope);
        while (reader.More)
        {
            var name = reader.ReadName();
            var option = name is null
                ? known.FirstOrDefault(option => option.Positional && !options.Has(option.Name)) ?? throw Error($"'{line.Arguments}' has more than it takes")
                : known.FirstOrDefault(option => option.Name == name) ?? throw Error($"unknown option '--{name}'");
            if (options.Has(option.Name))
                throw Error($"--{option.Name} is given twice");
            if (!option.Flag && !reader.More)
                throw Error($"--{option.Name} needs a value: {option.Summary}");
            options._given[option.Name] = option.Flag ? null : reader.ReadValue(option.Name);
        }
        return known.FirstOrDefault(option => option.Required && !options.Has(option.Name)) is { } missing
            ? throw Error($"--{missing.Name} is missing: {missing.Summary}")
            : options;

        DirectiveException Error(string message) => new(line.Number, $"#!{line.Name}: {message}; {Usage(line.Name, known)}");
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _given.Count == 0;

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => _given.ContainsKey(name);

    /// <summary>The value of an option as written, or null when it was not given.</summary>
    public Argument? Find(string name) => _given.GetValueOrDefault(name);

    /// <summary>The value of an option as text, or null when it was not given.</summary>
    /// <exception cref="Languages.ValueException">There is no such variable, or nobody answers.</exception>
    public string? Text(string name, CellExecution cell) => Find(name)?.Text(cell);

    static string Usage(string name, IReadOnlyList<Option> known) =>
        known.Count == 0 ? $"#!{name} takes nothing" : $"use #!{name} {string.Join(' ', known.Select(option => option.Usage))}";
}
