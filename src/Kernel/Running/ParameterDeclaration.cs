using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Running;

/// <summary>A variable that a notebook's parameters cell declares.</summary>
/// <param name="Type">Its type as written, or as its initial value tells.</param>
/// <param name="Name">Its name.</param>
/// <param name="Settable">Whether it can be given a value.</param>
internal sealed record ParameterDeclaration(string Type, string Name, bool Settable)
{
    /// <summary>What a value must be, for an error message.</summary>
    public string Expected => !Settable ? "possible, because it is a constant (remove 'const')" : Type.TrimEnd('?') switch
    {
        "bool" => "true or false",
        "int" or "long" => "a whole number" + Range,
        "float" or "double" or "decimal" => "a number",
        "char" => "one character",
        _ => $"something the command line can give (bool, int, long, float, double, decimal, char and string can be set, {Type} cannot)",
    };

    string Range => Type.StartsWith("int", StringComparison.Ordinal) ? $" from {int.MinValue} to {int.MaxValue}" : "";

    /// <summary>The variables that C# text declares at its top level.</summary>
    public static IReadOnlyList<ParameterDeclaration> In(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script)).GetCompilationUnitRoot();
        return [.. from field in root.Members.OfType<FieldDeclarationSyntax>()
                   from variable in field.Declaration.Variables
                   select new ParameterDeclaration(TypeOf(field.Declaration.Type, variable), variable.Identifier.ValueText, !field.Modifiers.Any(SyntaxKind.ConstKeyword))];
    }

    /// <summary>The value as a C# literal of the variable's type, or null when it is not one.</summary>
    public string? Literal(string value)
    {
        if (!Settable)
            return null;
        if (Type.EndsWith('?') && value == "null")
            return "null";
        var culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign, Real = NumberStyles.Float;
        return Type.TrimEnd('?') switch
        {
            "bool" => bool.TryParse(value, out var flag) ? (flag ? "true" : "false") : null,
            "int" => int.TryParse(value, Whole, culture, out var number) ? number.ToString(culture) : null,
            "long" => long.TryParse(value, Whole, culture, out var number) ? number.ToString(culture) + "L" : null,
            "float" => float.TryParse(value, Real, culture, out var number) && float.IsFinite(number) ? number.ToString("R", culture) + "f" : null,
            "double" => double.TryParse(value, Real, culture, out var number) && double.IsFinite(number) ? number.ToString("R", culture) + "d" : null,
            "decimal" => decimal.TryParse(value, Real, culture, out var number) ? number.ToString(culture) + "m" : null,
            "char" => Unquote(value, '\'') is [var character] ? SymbolDisplay.FormatLiteral(character, quote: true) : null,
            "string" => SymbolDisplay.FormatLiteral(Unquote(value, '"'), quote: true),
            _ => null,
        };
    }

    static string TypeOf(TypeSyntax type, VariableDeclaratorSyntax variable)
    {
        if (!type.IsVar)
            return type.ToString();
        var value = variable.Initializer?.Value;
        while (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative)
            value = negative.Operand;
        return value is LiteralExpressionSyntax literal
            ? literal.Token.Value switch
            {
                bool => "bool",
                int => "int",
                long => "long",
                float => "float",
                double => "double",
                decimal => "decimal",
                char => "char",
                string => "string",
                _ => "var",
            }
            : "var";
    }

    static string Unquote(string value, char quote) => value.Length >= 2 && value[0] == quote && value[^1] == quote ? value[1..^1] : value;
}
