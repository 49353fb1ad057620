using System.Reflection;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.CSharp;

/// <summary>Types as C# source, for variables that come from elsewhere.</summary>
internal static class TypeSource
{
    static readonly HashSet<string> s_framework = [.. HostAssemblies.FrameworkNames];

    /// <summary>How a variable can be declared, the nearest to its value's own type first; the last takes every value.</summary>
    public static IEnumerable<string> For(Variable variable) =>
        from type in NearestTypes.Of(variable)
        let name = Dynamic(type) ?? Name(type)
        where name is not null
        select References(type) + name;

    /// <summary>For types that say nothing of the elements' members.</summary>
    static string? Dynamic(Type type) =>
        type == typeof(object) ? "dynamic"
        : type == typeof(object[]) ? "dynamic[]"
        : type == typeof(IEnumerable<object>) ? "global::System.Collections.Generic.IEnumerable<dynamic>"
        : null;

    /// <summary>The type's name, or null where source cannot name it: anonymous, not public, or only in memory and not a cell's.</summary>
    static string? Name(Type type)
    {
        var ranks = "";
        for (; type.IsArray; type = type.GetElementType()!)
            ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer || type.IsByRefLike || type.IsGenericParameter || !type.IsVisible || type.Assembly.IsDynamic)
            return null;
        var arguments = type.GetGenericArguments().Select(Name).ToList();
        var levels = Levels(type).ToList();
        var isOfCell = levels[0].Name.StartsWith("Submission#", StringComparison.Ordinal);
        if (arguments.Contains(null) || levels.Skip(1).Append(type).Any(level => level.Name.Contains('<')) || (!isOfCell && type.Assembly.Location == ""))
            return null;
        var names = levels.Skip(isOfCell ? 1 : 0).Select(level => Level(level, arguments!));
        return (isOfCell ? "" : type.Namespace is { } space ? $"global::{space}." : "global::") + string.Join('.', names) + ranks;
    }

    static IEnumerable<Type> Levels(Type type) => type.DeclaringType is { } outer ? Levels(outer).Append(type) : [type];

    /// <summary>One of nested types, with those of the arguments that are its own.</summary>
    static string Level(Type level, List<string?> arguments)
    {
        var outer = level.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments.Take(level.GetGenericArguments().Length).Skip(outer).ToList();
        var name = level.Name.Split('`')[0];
        return own.Count == 0 ? name : $"{name}<{string.Join(", ", own)}>";
    }

    /// <summary>The <c>#r</c> lines for the assemblies that need one.</summary>
    static string References(Type type) => string.Concat(
        from assembly in Assemblies(type).Distinct()
        let name = assembly.GetName().Name!
        where assembly.Location != "" && !s_framework.Contains(name) && assembly != typeof(TypeSource).Assembly
        select $"#r \"{assembly.Location}\"\n");

    static IEnumerable<Assembly> Assemblies(Type type) => type.IsArray
        ? Assemblies(type.GetElementType()!)
        : type.GetGenericArguments().SelectMany(Assemblies).Prepend(type.Assembly);
}
