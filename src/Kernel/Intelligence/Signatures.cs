using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Declarations of symbols as a reader knows them.</summary>
internal static class Signatures
{
    static readonly SymbolDisplayFormat s_members = Format(
        SymbolDisplayTypeQualificationStyle.NameOnly,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue);

    static readonly SymbolDisplayFormat s_constructors = s_members.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);
    static readonly SymbolDisplayFormat s_types = Format(SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, SymbolDisplayMemberOptions.None);
    static readonly SymbolDisplayFormat s_ownTypes = Format(SymbolDisplayTypeQualificationStyle.NameOnly, SymbolDisplayMemberOptions.None);

    /// <summary>The declaration in a line: <c>int Math.Max(int val1, int val2)</c>, <c>(local) int x</c>, <c>class StringBuilder</c>.</summary>
    public static string Line(ISymbol symbol) => string.Concat(Parts(symbol));

    /// <summary>The pieces of the declaration.</summary>
    public static ImmutableArray<SymbolDisplayPart> Parts(ISymbol symbol)
    {
        var parts = symbol.ToDisplayParts(symbol switch
        {
            ITypeSymbol => symbol.Locations.Any(location => location.IsInSource) ? s_ownTypes : s_types,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => s_constructors,
            _ => s_members,
        });
        var shown = ImmutableArray.CreateBuilder<SymbolDisplayPart>();
        if (Prefix(symbol) is { } prefix)
            shown.Add(new(SymbolDisplayPartKind.Text, null, $"({prefix}) "));
        for (var at = 0; at < parts.Length; at++)
            if (symbol is IRangeVariableSymbol && at < parts.Length - 1)
                continue; // its type is not known to it
            else if (Submissions.IsCell(parts[at].Symbol) && at + 1 < parts.Length && parts[at + 1].ToString() == ".")
                at++; // the class that the compiler makes of a cell, and the dot after it
            else
                shown.Add(parts[at]);
        return shown.ToImmutable();
    }

    static SymbolDisplayFormat Format(SymbolDisplayTypeQualificationStyle types, SymbolDisplayMemberOptions members) => new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        types,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        members,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.Default,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        SymbolDisplayKindOptions.IncludeNamespaceKeyword | SymbolDisplayKindOptions.IncludeTypeKeyword,
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral | SymbolDisplayMiscellaneousOptions.CollapseTupleTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    static string? Prefix(ISymbol symbol) => SymbolKinds.Of(symbol) switch
    {
        CompletionKind.Local => symbol is ILabelSymbol ? "label" : "local",
        CompletionKind.Parameter => "parameter",
        CompletionKind.Variable => "variable",
        CompletionKind.ExtensionMethod => "extension",
        CompletionKind.Field => "field",
        CompletionKind.Constant or CompletionKind.EnumMember => "constant",
        CompletionKind.Event => "event",
        CompletionKind.TypeParameter => "type parameter",
        _ => null,
    };
}
