using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>Which registered type fits a value's type best.</summary>
internal static class TypeMatch
{
    const int InterfaceDistance = 1000, ObjectDistance = 2000;

    /// <summary>The formatters that take values of type <paramref name="actual"/>, those for the nearest type first.</summary>
    public static ITypeFormatter[] Nearest(IEnumerable<ITypeFormatter> formatters, Type actual) =>
        [.. formatters.Where(formatter => Matches(formatter.Type, actual)).OrderBy(formatter => Distance(formatter.Type, actual))];

    /// <summary>Whether a value of type <paramref name="actual"/> is a <paramref name="registered"/>, which may be an open generic.</summary>
    public static bool Matches(Type registered, Type actual) =>
        registered.IsAssignableFrom(actual) || (registered.IsGenericTypeDefinition && Bases(actual).Any(type => IsOf(type, registered)));

    /// <summary>Smaller is nearer: the type itself, its base classes, interfaces, object.</summary>
    public static int Distance(Type registered, Type actual)
    {
        if (registered == typeof(object))
            return ObjectDistance;
        var distance = 0;
        for (Type? type = actual; type is not null; type = type.BaseType, distance += 2)
        {
            if (type == registered)
                return distance;
            if (IsOf(type, registered))
                return distance + 1;
        }
        return InterfaceDistance;
    }

    static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    static IEnumerable<Type> Bases(Type type)
    {
        for (Type? item = type; item is not null; item = item.BaseType)
            yield return item;
        foreach (var item in type.GetInterfaces())
            yield return item;
    }
}
