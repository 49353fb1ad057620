namespace Marginalia.Kernel.Intelligence;

/// <summary>Keywords of C#, by where they can stand.</summary>
internal static class Keywords
{
    /// <summary>Where a type can.</summary>
    public static readonly string[] Types =
    [
        "bool", "byte", "sbyte", "char", "decimal", "double", "dynamic", "float", "int", "uint", "long", "ulong", "nint", "nuint", "object", "short", "ushort", "string",
    ];

    /// <summary>Where an expression can.</summary>
    public static readonly string[] Expressions =
    [
        .. Types, "async", "await", "checked", "default", "delegate", "false", "from", "nameof", "new", "null", "sizeof", "stackalloc", "static", "throw", "true", "typeof", "unchecked", "is", "as", "switch", "with", "when", "and", "or", "in",
    ];

    /// <summary>Between expressions and patterns.</summary>
    public static readonly string[] Operators = ["is", "as", "switch", "with", "when", "and", "or", "in"];

    /// <summary>Where a statement can.</summary>
    public static readonly string[] Statements =
    [
        .. Expressions, "abstract", "break", "case", "catch", "class", "const", "continue", "do", "else", "enum", "finally", "fixed", "for", "foreach", "goto", "if", "interface", "internal", "lock",
        "partial", "private", "protected", "public", "readonly", "record", "ref", "return", "scoped", "sealed", "struct", "try", "unsafe", "using", "var", "virtual", "void", "while", "yield",
    ];

    /// <summary>Where a member of a type can.</summary>
    public static readonly string[] Members =
    [
        .. Types, "abstract", "async", "class", "const", "delegate", "enum", "event", "explicit", "extern", "file", "implicit", "interface", "internal", "new", "operator", "override", "partial",
        "private", "protected", "public", "readonly", "record", "required", "sealed", "static", "struct", "unsafe", "virtual", "void", "volatile", "where",
    ];

    /// <summary>Where a pattern can.</summary>
    public static readonly string[] Patterns = [.. Types, "not", "null", "true", "false", "var", "and", "or", "when"];

    /// <summary>Where an argument can, besides expressions.</summary>
    public static readonly string[] Arguments = ["ref", "out", "in"];

    /// <summary>Where a parameter can, besides types.</summary>
    public static readonly string[] Parameters = ["in", "out", "params", "readonly", "ref", "scoped", "this"];

    /// <summary>In a query.</summary>
    public static readonly string[] Queries = ["from", "where", "select", "orderby", "group", "join", "let", "into", "by", "on", "equals", "ascending", "descending", "in"];

    /// <summary>In the braces of a property.</summary>
    public static readonly string[] Accessors = ["get", "set", "init", "private", "protected", "internal"];

    /// <summary>After <c>where T :</c></summary>
    public static readonly string[] Constraints = ["class", "struct", "notnull", "unmanaged", "new", "default"];
}
