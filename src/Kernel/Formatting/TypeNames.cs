using System.Runtime.CompilerServices;

namespace Marginalia.Kernel.Formatting;

/// <summary>Type names as C# writes them.</summary>
internal static class TypeNames
{
    /// <summary>Without namespaces: <c>Dictionary&lt;String,Int32&gt;</c>.</summary>
    public static string Short(Type type) => IsAnonymous(type) ? "(anonymous)" : Name(type, type => type.Name, ",");

    /// <summary>With namespaces: <c>System.Collections.Generic.List&lt;System.Int32&gt;</c>.</summary>
    public static string Full(Type type) => IsAnonymous(type) ? "(anonymous)" : Name(type, type => type.FullName ?? type.Name, ",");

    public static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    static string Name(Type type, Func<Type, string> name, string separator)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!, name, separator) + $"[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType)
            return name(type);
        var plain = name(type.GetGenericTypeDefinition());
        var arguments = type.GetGenericArguments().Select(argument => argument.IsGenericParameter ? argument.Name : IsAnonymous(argument) ? "(anonymous)" : Name(argument, name, separator));
        var tick = plain.IndexOf('`');
        return tick < 0 ? plain : $"{plain[..tick]}<{string.Join(separator, arguments)}>";
    }
}
