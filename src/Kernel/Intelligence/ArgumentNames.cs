using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Names of the arguments of a call.</summary>
internal static class ArgumentNames
{
    /// <summary>Adds those that have not been given yet.</summary>
    public static void Add(SemanticModel model, int position, SimpleNameSyntax name, Candidates candidates)
    {
        if (name.FirstAncestorOrSelf<SyntaxNode>(node => node is ArgumentSyntax or AttributeArgumentSyntax) is not { } argument)
            return;
        var (given, index) = Given(argument);
        foreach (var parameter in Methods(model, position, argument.Parent!.Parent).SelectMany(method => method.Parameters.Skip(index)).Where(parameter => !given.Contains(parameter.Name) && parameter.Name != ""))
            candidates.Put(new(parameter.Name + ":", CompletionKind.ArgumentName, Tier.Argument, parameter));
        if (argument.Parent?.Parent is AttributeSyntax attribute && model.GetTypeInfo(attribute).Type is { } type)
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsReadOnly: false, DeclaredAccessibility: Accessibility.Public } && !given.Contains(property.Name)))
                candidates.Put(new(property.Name + " =", CompletionKind.Property, Tier.Argument, property));
    }

    /// <summary>The parameters that an argument may be for, over all overloads.</summary>
    public static IEnumerable<IParameterSymbol> ParametersFor(SemanticModel model, int position, ArgumentSyntax argument)
    {
        var (_, index) = Given(argument);
        return from method in Methods(model, position, argument.Parent!.Parent)
               let parameter = argument.NameColon is { } name
                   ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name.Name.Identifier.ValueText)
                   : method.Parameters.ElementAtOrDefault(index)
               where parameter is not null
               select parameter;
    }

    /// <summary>The methods, or constructors, that a call may be of.</summary>
    public static IEnumerable<IMethodSymbol> Methods(SemanticModel model, int position, SyntaxNode? call) => call switch
    {
        InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression).OfType<IMethodSymbol>() is var methods && methods.Any() ? methods : Invoked(model.GetTypeInfo(invocation.Expression).Type),
        BaseObjectCreationExpressionSyntax creation => Constructors(model, position, model.GetTypeInfo(creation).Type ?? model.GetTypeInfo(creation).ConvertedType),
        AttributeSyntax attribute => Constructors(model, position, model.GetTypeInfo(attribute).Type),
        ConstructorInitializerSyntax initializer => model.GetMemberGroup(initializer).OfType<IMethodSymbol>(),
        PrimaryConstructorBaseTypeSyntax parent => Constructors(model, position, model.GetTypeInfo(parent.Type).Type),
        _ => [],
    };

    static IEnumerable<IMethodSymbol> Constructors(SemanticModel model, int position, ITypeSymbol? type) =>
        (type as INamedTypeSymbol)?.InstanceConstructors.Where(constructor => model.IsAccessible(position, constructor)) ?? [];

    static IEnumerable<IMethodSymbol> Invoked(ITypeSymbol? type) => type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : [];

    /// <summary>The names that other arguments have, and the number of those without one before it.</summary>
    static (HashSet<string> Names, int Index) Given(SyntaxNode argument)
    {
        var names = new HashSet<string>();
        var index = 0;
        foreach (var other in argument.Parent!.ChildNodes())
        {
            if (other == argument)
                continue;
            if (other is ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name })
                names.Add(name);
            else if (other is AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: var property })
                names.Add(property);
            else if (other.SpanStart < argument.SpanStart)
                index++;
        }
        return (names, index);
    }
}
