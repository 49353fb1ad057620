using System.Text.RegularExpressions;

namespace TorchSharp;

/// <summary>A parameter of an operator.</summary>
/// <param name="Type">Its type as libtorch writes it, e.g. <c>int[2]?</c>.</param>
/// <param name="Plain">The type without the optional's question mark, the length of a list and the letters of aliases.</param>
/// <param name="Name">Its name.</param>
/// <param name="HasDefault">Whether it may be left out.</param>
readonly partial record struct OperatorParameter(string Type, string Plain, string Name, bool HasDefault)
{
    /// <summary>True if an argument of that kind can be converted to the parameter's type.</summary>
    internal bool Accepts(ArgKind kind) => kind switch
    {
        ArgKind.None => Type.EndsWith('?'),
        ArgKind.Tensor => Plain is "Tensor",
        ArgKind.Int => Plain is "int" or "SymInt" or "float" or "Scalar" or "number" or "ScalarType" or "Layout" or "MemoryFormat" or "QScheme" || IsFixedIntList,
        ArgKind.Double => Plain is "float" or "Scalar" or "number",
        ArgKind.Bool => Plain is "bool" or "Scalar" or "number",
        ArgKind.Ints => Plain is "int[]" or "SymInt[]" or "float[]",
        ArgKind.Doubles => Plain is "float[]",
        ArgKind.Bools => Plain is "bool[]",
        ArgKind.Tensors => Plain is "Tensor[]" or "Tensor?[]",
        ArgKind.OptionalTensors => Plain is "Tensor?[]",
        ArgKind.String => Plain is "str",
        ArgKind.Device => Plain is "Device",
        ArgKind.Generator => Plain is "Generator",
        _ => true,
    };

    bool IsFixedIntList => Plain is "int[]" or "SymInt[]" && Type.IndexOf(']') - Type.IndexOf('[') > 1;

    /// <summary>Reads, for example, <c>int[2] stride=1</c>.</summary>
    internal static OperatorParameter Parse(string text)
    {
        var equals = text.IndexOf('=');
        var declared = (equals < 0 ? text : text[..equals]).TrimEnd();
        var space = declared.LastIndexOf(' ');
        var type = space < 0 ? declared : declared[..space];
        return new(type, Decoration().Replace(type, match => match.Value[0] == '[' ? "[]" : ""), declared[(space + 1)..], equals >= 0);
    }

    /// <summary>As in a schema.</summary>
    public override string ToString() => $"{Type} {Name}";

    [GeneratedRegex(@"\([^)]*\)|\[\d+\]|\?$")]
    private static partial Regex Decoration();
}

/// <summary>An operator's schema, such as <c>aten::exp(Tensor self) -> Tensor</c>, taken apart.</summary>
sealed record OperatorSchema(string Text, string Name, IReadOnlyList<OperatorParameter> Parameters)
{
    /// <summary>Takes a schema apart.</summary>
    internal static OperatorSchema Parse(string text)
    {
        var open = text.IndexOf('(');
        return new(text, text[..open], [.. TopLevel(text, open + 1).Where(p => p is not ("" or "*")).Select(OperatorParameter.Parse)]);
    }

    /// <summary>What is wrong with arguments of these kinds (null where the kind is not known), or null.</summary>
    internal string? Misfit(IReadOnlyList<ArgKind?> arguments)
    {
        if (arguments.Count > Parameters.Count) return $"{arguments.Count} arguments are too many for {Text}";
        if (Parameters.Skip(arguments.Count).Where(p => !p.HasDefault).Select(p => $"an argument is missing for '{p}' of {Text}").FirstOrDefault() is { } missing) return missing;
        for (var i = 0; i < arguments.Count; i++)
            if (arguments[i] is { } kind && !Parameters[i].Accepts(kind))
                return $"argument {i} is {(kind == ArgKind.None ? "null" : $"of kind {kind}")}, but is to be '{Parameters[i]}' of {Text}";
        return null;
    }

    /// <summary>What stands between the commas from <paramref name="start"/> to the closing bracket.</summary>
    internal static List<string> TopLevel(string text, int start)
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
}
