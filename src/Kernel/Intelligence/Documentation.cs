using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The documentation of a symbol: XML from the file beside its assembly, from the SDK's reference packs, or from a cell's comments.</summary>
internal sealed class Documentation
{
    const int MostInherited = 8;
    readonly XElement _member;

    Documentation(XElement member) => _member = member;

    /// <summary>What it is, in plain text.</summary>
    public string Summary => Text("summary", DocumentationStyle.Plain);

    /// <summary>The documentation of a symbol; null when it has none.</summary>
    public static Documentation? Of(ISymbol symbol, Compilation compilation) => symbol is IParameterSymbol parameter ? OfParameter(parameter, compilation) : Of(symbol, compilation, MostInherited);

    /// <summary>A part of it: <c>summary</c>, <c>returns</c>, <c>remarks</c>.</summary>
    public string Text(string part, DocumentationStyle style) => _member.Element(part) is { } element ? DocumentationText.Of(element, style) : "";

    /// <summary>Parts that have a name: <c>param</c>, <c>typeparam</c>, <c>exception</c>.</summary>
    public IEnumerable<(string Name, string Text)> Named(string part, DocumentationStyle style) =>
        from element in _member.Elements(part)
        let name = (string?)element.Attribute("name") ?? DocumentationText.NameOf((string?)element.Attribute("cref") ?? "")
        where name != ""
        select (name, DocumentationText.Of(element, style));

    static Documentation? OfParameter(IParameterSymbol parameter, Compilation compilation) =>
        Of(parameter.ContainingSymbol, compilation, MostInherited)?._member.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == parameter.Name) is { } element
            ? new(new XElement("member", new XElement("summary", element.Nodes())))
            : null;

    static Documentation? Of(ISymbol symbol, Compilation compilation, int depth)
    {
        symbol = symbol switch
        {
            IAliasSymbol alias => alias.Target,
            IMethodSymbol { ReducedFrom: { } extension } => extension,
            _ => symbol,
        };
        symbol = symbol.OriginalDefinition;
        var xml = symbol.DeclaringSyntaxReferences.IsEmpty ? FromFile(symbol, compilation) : SourceDocumentation.Of(symbol);
        if (xml is null || Parse(xml) is not { } member)
            return null;
        if (member.Element("inheritdoc") is not { } inherit || depth == 0)
            return new(member);
        var parent = (string?)inherit.Attribute("cref") is { } cref ? DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, compilation) : Inherited(symbol);
        return parent is null ? null : Of(parent, compilation, depth - 1);
    }

    static string? FromFile(ISymbol symbol, Compilation compilation)
    {
        if (symbol.GetDocumentationCommentId() is not { } id || symbol.ContainingAssembly is not { } assembly
            || compilation.GetMetadataReference(assembly) is not PortableExecutableReference { FilePath: { } path })
            return null;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        return DocumentationFile.Find(Path.ChangeExtension(path, ".xml"), id) ?? (type is null ? null : DocumentationPacks.Find(path, type.GetDocumentationCommentId()!, id));
    }

    static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null; // written by hand: what is not XML is not documentation
        }
    }

    static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent : type.Interfaces.FirstOrDefault(),
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        IEventSymbol { OverriddenEvent: { } overridden } => overridden,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(parent => parent.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };
}
