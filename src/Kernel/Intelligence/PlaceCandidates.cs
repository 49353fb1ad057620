using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>From the place of the cursor in the syntax tree to what can stand there.</summary>
internal sealed class PlaceCandidates
{
    readonly BoundCell _cell;
    readonly int _position;
    readonly Candidates _candidates = new();
    readonly NameCandidates _names;

    PlaceCandidates(BoundCell cell, int position)
    {
        (_cell, _position) = (cell, position);
        _names = new(cell, position, _candidates);
    }

    /// <summary>What can stand at the mark; empty within strings and comments.</summary>
    public static Candidates Of(BoundCell cell, int position)
    {
        var place = new PlaceCandidates(cell, position);
        place.Collect();
        return place._candidates;
    }

    void Collect()
    {
        var token = _cell.Root.FindToken(_position, findInsideTrivia: true);
        if (!token.IsKind(SyntaxKind.IdentifierToken) || !token.ValueText.Contains(Cursor.Mark))
            return;
        switch (token.Parent)
        {
            case SkippedTokensTriviaSyntax:
                AfterSkipped();
                break;
            case { } node when node.IsPartOfStructuredTrivia():
                break;
            case SimpleNameSyntax name:
                Name(name);
                break;
            case { } declaration:
                NewName(token, declaration);
                break;
        }
        var before = token.GetPreviousToken();
        if (!before.IsKind(SyntaxKind.DotToken) && (before.Text == "from" || before.Parent?.AncestorsAndSelf().Any(node => node is QueryClauseSyntax or QueryBodySyntax) == true))
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Queries);
    }

    void Name(SimpleNameSyntax name)
    {
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                if (access.IsKind(SyntaxKind.PointerMemberAccessExpression))
                    Members().AddPointedAt(access.Expression);
                else
                    Members().AddOf(access.Expression);
                break;
            case MemberBindingExpressionSyntax binding:
                if (binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span)) is { } conditional)
                    Members().AddNotNull(conditional.Expression);
                break;
            case QualifiedNameSyntax qualified when qualified.Right == name:
                Members(IsType(qualified), qualified.Parent is UsingDirectiveSyntax { Alias: null, StaticKeyword.RawKind: 0 }).AddOfName(qualified.Left);
                break;
            case AliasQualifiedNameSyntax alias when alias.Name == name:
                Members(true).AddOf(alias.Alias);
                break;
            default:
                Unqualified(name);
                break;
        }
    }

    void Unqualified(SimpleNameSyntax name)
    {
        switch (name.Parent)
        {
            case UsingDirectiveSyntax directive:
                _candidates.Add(_cell.Alone.LookupNamespacesAndTypes(_position).Where(symbol => symbol is INamespaceSymbol || !directive.StaticKeyword.IsKind(SyntaxKind.None) || directive.Alias is not null));
                _candidates.Add(CompletionKind.Keyword, Tier.Other, "static", "var");
                break;
            case NameEqualsSyntax { Parent: not AttributeArgumentSyntax } or NamespaceDeclarationSyntax or FileScopedNamespaceDeclarationSyntax:
                break;
            case AttributeSyntax:
                _names.AddAttributes();
                break;
            case NameEqualsSyntax or NameColonSyntax { Parent: ArgumentSyntax or AttributeArgumentSyntax }:
                ArgumentNames.Add(_cell.Model, _position, name, _candidates);
                break;
            case TypeConstraintSyntax:
                _names.AddTypes();
                _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Constraints);
                break;
            case ObjectCreationExpressionSyntax creation when creation.Type == name:
                _names.AddCreatable(creation);
                break;
            default:
                if (MemberNames.Add(_cell.Model, _position, name, _candidates))
                    break;
                Expression(name);
                break;
        }
    }

    void Expression(SimpleNameSyntax name)
    {
        var start = name.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or MemberDeclarationSyntax or AccessorListSyntax);
        if (start is AccessorListSyntax || start?.Parent is AccessorListSyntax)
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Accessors);
        else if (start is MemberDeclarationSyntax { Parent: TypeDeclarationSyntax } && (start.SpanStart == _position || start is IncompleteMemberSyntax or FieldDeclarationSyntax && IsType(name)))
        {
            _names.AddTypes();
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Members);
        }
        else if (start?.SpanStart == _position || start is IncompleteMemberSyntax)
        {
            _names.AddAll();
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Statements);
        }
        else if (IsPattern(name))
        {
            ExpectedValues.Add(_cell.Model, _position, name, _candidates);
            _names.AddTypesAndConstants();
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Patterns);
        }
        else if (IsType(name))
        {
            _names.AddTypes();
            if (name.FirstAncestorOrSelf<ParameterSyntax>() is not null)
                _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Parameters);
        }
        else
            Value(name);
    }

    void Value(SimpleNameSyntax name)
    {
        ExpectedValues.Add(_cell.Model, _position, name, _candidates);
        if (name.Parent is ArgumentSyntax { NameColon: null } or AttributeArgumentSyntax { NameColon: null, NameEquals: null })
        {
            ArgumentNames.Add(_cell.Model, _position, name, _candidates);
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Arguments);
        }
        _names.AddAll();
        _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Expressions);
    }

    /// <summary>A name is being made up, or an expression goes on: <c>x is</c>, or an expression follows a word that is a keyword only in some places.</summary>
    void NewName(SyntaxToken token, SyntaxNode declaration)
    {
        var before = token.GetPreviousToken();
        var sameLine = before.IsKind(SyntaxKind.None) || token.SyntaxTree!.GetLineSpan(before.Span).EndLinePosition.Line == token.SyntaxTree.GetLineSpan(token.Span).StartLinePosition.Line;
        if (declaration is VariableDeclaratorSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax
            && (!sameLine || before.Text is "await" or "yield" or "return" or "throw"))
        {
            _names.AddAll();
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Statements);
            return;
        }
        if (declaration is AccessorDeclarationSyntax)
        {
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Accessors);
            return;
        }
        _candidates.IsShy = true;
        _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Operators);
        if (before.Text is "async" or "partial" or "public" or "private" or "static" or "readonly")
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Members);
    }

    /// <summary>Where the parser gave up: what is left of a dot is bound by itself, otherwise any name may do.</summary>
    void AfterSkipped()
    {
        var text = _cell.Root.GetText();
        if (_position > 0 && text[_position - 1] == '.')
            Members().AddOfText(TextBefore.Dot(text.ToString(new(0, _position - 1))));
        else
        {
            _names.AddAll();
            _candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Statements);
        }
    }

    MemberCandidates Members(bool typesOnly = false, bool namespacesOnly = false) => new(_cell.Model, _position, _candidates) { TypesOnly = typesOnly, NamespacesOnly = namespacesOnly };

    /// <summary>Whether only a type can stand here. What looks like the type of a declaration may also start an expression.</summary>
    static bool IsType(ExpressionSyntax name) =>
        name.Parent is not VariableDeclarationSyntax { Parent: FieldDeclarationSyntax { Parent: CompilationUnitSyntax } or LocalDeclarationStatementSyntax }
        && name.Parent is not (IncompleteMemberSyntax { Parent: CompilationUnitSyntax } or MethodDeclarationSyntax { Parent: CompilationUnitSyntax } or PropertyDeclarationSyntax { Parent: CompilationUnitSyntax })
        && !IsPattern(name) && SyntaxFacts.IsInNamespaceOrTypeContext(name);

    static bool IsPattern(ExpressionSyntax name) =>
        name.Parent is PatternSyntax or CaseSwitchLabelSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression };
}
