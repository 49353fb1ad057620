using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>One cell's C# as part of a program: usings and types leave their place, a trailing expression is shown.</summary>
internal sealed class ProgramCell
{
    static readonly CSharpParseOptions s_script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview);

    readonly List<TextChange> _changes = [];
    readonly string _code;

    /// <param name="code">The code, escaped, with directives already hidden.</param>
    /// <param name="silent">Whether its trailing expression is known to have no value.</param>
    /// <param name="nameOf">A name for a moved type that is not taken yet.</param>
    public ProgramCell(string code, bool silent, Func<string, string> nameOf)
    {
        _code = code;
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, s_script).GetRoot();
        if (root.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            Notes.Add($"line {error.Location.GetLineSpan().StartLinePosition.Line + 1} is not C#: {error.GetMessage()}");
        foreach (var directive in root.Usings)
        {
            Usings.Add(directive.WithGlobalKeyword(default).WithoutTrivia().NormalizeWhitespace().ToString());
            Hide(directive);
        }
        HasStatement = root.Members.Any(member => member is not (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax));
        foreach (var member in root.Members)
            Adapt(member, nameOf);
        if (root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last })
            Show(last.Expression, silent);
        Code = SourceText.From(code).WithChanges(_changes.OrderBy(change => change.Span.Start)).ToString();
    }

    /// <summary>The cell's part of the program.</summary>
    public string Code { get; }

    /// <summary>Its using directives, for the top of the program.</summary>
    public List<string> Usings { get; } = [];

    /// <summary>Its types, for the end of the program: name and text.</summary>
    public List<(string Name, string Text)> Types { get; } = [];

    /// <summary>Pieces of its types that only the program has.</summary>
    public List<string> Copies { get; } = [];

    /// <summary>Whether it does anything.</summary>
    public bool HasStatement { get; }

    /// <summary>What cannot be said in a program.</summary>
    public List<string> Notes { get; } = [];

    void Adapt(MemberDeclarationSyntax member, Func<string, string> nameOf)
    {
        switch (member)
        {
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                Move(member, member is BaseTypeDeclarationSyntax type ? type.Identifier.Text : ((DelegateDeclarationSyntax)member).Identifier.Text, nameOf, "", "");
                break;
            case MethodDeclarationSyntax method when method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true:
                var name = nameOf(method.Identifier.Text);
                Move(member, method.Identifier.Text, _ => name, $"static class Has{name.Replace('#', '_')} {{ {ProgramText.Added}\n", $"\n}} {ProgramText.Added}");
                break;
            case MethodDeclarationSyntax method:
                HideModifiers(method.Modifiers, SyntaxKind.StaticKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.UnsafeKeyword, SyntaxKind.ExternKeyword);
                break;
            case FieldDeclarationSyntax field:
                HideModifiers(field.Modifiers, SyntaxKind.ConstKeyword);
                break;
            case GlobalStatementSyntax { Statement: ReturnStatementSyntax }:
                Notes.Add("a program returns nothing but an exit code: 'return' at its top ends it");
                break;
            case PropertyDeclarationSyntax property:
                Notes.Add($"a program has no property at its top: {property.Identifier.Text}");
                break;
        }
    }

    // From the first of its lines to the last, or a piece of one line.
    void Move(SyntaxNode node, string name, Func<string, string> nameOf, string before, string after)
    {
        if (WholeLines(node.Span) is not { } lines)
        {
            if (!HidePiece(node.Span))
                Notes.Add($"the type {name} shares a line with other code; give it lines of its own");
            else
                Copies.Add(before + node + after);
            return;
        }
        var unique = nameOf(name);
        Types.Add((unique, before + _code[lines.Start..lines.End] + after));
        _changes.Add(new(lines, ProgramText.Moved + unique));
    }

    void Hide(SyntaxNode node)
    {
        if (WholeLines(node.Span) is { } lines)
            _changes.Add(new(lines, string.Join('\n', _code[lines.Start..lines.End].Split('\n').Select(ProgramText.Hide))));
        else if (!HidePiece(node.Span))
            Notes.Add($"'{node}' shares a line with other code; give it a line of its own");
    }

    void HideModifiers(SyntaxTokenList modifiers, params SyntaxKind[] allowed)
    {
        foreach (var modifier in modifiers.Where(modifier => !allowed.Contains(modifier.Kind())))
            HidePiece(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
    }

    bool HidePiece(TextSpan span)
    {
        var piece = _code[span.Start..span.End];
        if (piece.Contains('\n') || piece.Contains("*/", StringComparison.Ordinal) || piece.StartsWith('|'))
            return false;
        _changes.Add(new(span, $"/*|{piece}|*/"));
        return true;
    }

    void Show(ExpressionSyntax expression, bool silent)
    {
        var start = LineStart(expression.SpanStart);
        if (string.IsNullOrWhiteSpace(_code[start..expression.SpanStart]))
        {
            if (!silent)
                _changes.Add(new(new(start, 0), $"{ProgramDisplay.Name}( {ProgramText.Added}\n"));
            _changes.Add(new(new(_code.Length, 0), $"\n{(silent ? ";" : ");")} {ProgramText.Added}"));
        }
        else if (HidePiece(expression.Span))
            _changes.Add(new(new(_code.Length, 0), $"\n{(silent ? $"{expression};" : $"{ProgramDisplay.Name}({expression});")} {ProgramText.Added}"));
        else
            Notes.Add("its last expression begins in the middle of a line; begin it on a line of its own");
    }

    // The lines that hold the span and nothing else but comments and blanks.
    TextSpan? WholeLines(TextSpan span)
    {
        var (first, last) = (LineStart(span.Start), _code.IndexOf('\n', span.End) is >= 0 and var end ? end : _code.Length);
        var after = _code[span.End..last].Trim();
        return string.IsNullOrWhiteSpace(_code[first..span.Start]) && (after == "" || after.StartsWith("//", StringComparison.Ordinal)) ? TextSpan.FromBounds(first, last) : null;
    }

    // The compiler knows more ends of lines than the file has.
    int LineStart(int position) => position == 0 ? 0 : _code.LastIndexOf('\n', position - 1) + 1;
}
