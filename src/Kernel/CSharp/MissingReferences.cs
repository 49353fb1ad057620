using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.CSharp;

/// <summary>From compile errors to the framework assemblies that would cure them.</summary>
internal static partial class MissingReferences
{
    /// <summary>Errors of a name that is not declared, and of a type whose assembly is not referenced.</summary>
    static readonly FrozenSet<string> s_ids = FrozenSet.ToFrozenSet(
    [
        "CS0012", "CS0103", "CS0117", "CS0234", "CS0246", "CS0400", "CS0518", "CS0656", "CS1061", "CS1068", "CS1069", "CS1070", "CS1935", "CS1980", "CS7069", "CS8137", "CS8179",
    ]);

    /// <summary>Adds what is missing to the references; false when nothing could be added.</summary>
    public static bool Add(ImmutableArray<Diagnostic> errors, HashSet<MetadataReference> references, CSharpCompilation? previous, CellReferences all)
    {
        var known = previous?.ExternalReferences.Concat(previous.DirectiveReferences).ToHashSet() ?? [];
        var added = false;
        foreach (var error in errors.Where(error => s_ids.Contains(error.Id)))
            foreach (var assembly in Names(error).SelectMany(ReferenceIndex.Find).Distinct().Where(name => !all.HasOther(name)))
            {
                var reference = all.OfHost(assembly);
                added |= !known.Contains(reference) && references.Add(reference);
            }
        return added;
    }

    /// <summary>The identifiers under the error with the dotted name around them, and what the message quotes (types, assemblies).</summary>
    static IEnumerable<string> Names(Diagnostic error)
    {
        if (error.Location.SourceTree is { } tree)
        {
            var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (var token in node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Take(4))
                yield return token.ValueText;
            for (SyntaxNode? name = node; name is NameSyntax or MemberAccessExpressionSyntax; name = name.Parent)
                yield return name.ToString();
        }
        foreach (Match quoted in QuotedName().Matches(error.GetMessage()))
        {
            var name = quoted.Groups[1].Value;
            yield return name;
            yield return name[(name.LastIndexOf('.') + 1)..];
            if (name.LastIndexOf('.') is > 0 and var dot)
                yield return name[(name.LastIndexOf('.', dot - 1) + 1)..dot];
        }
    }

    [GeneratedRegex(@"['‘]([\w.]+)[^'’]*['’]")]
    private static partial Regex QuotedName();
}
