using System.Collections;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Languages;

/// <summary>Types that a variable can be declared with in a language that cannot name every type.</summary>
internal static class NearestTypes
{
    /// <summary>The value's own type, the declared one, base classes, what a sequence is a sequence of; at last one that takes every value.</summary>
    public static IEnumerable<Type> Of(Variable variable)
    {
        var own = variable.Value?.GetType() ?? variable.Type;
        return (own.IsValueType ? [own, typeof(object)] : Of(own, variable.Type)).Distinct();
    }

    static IEnumerable<Type> Of(Type own, Type declared)
    {
        yield return own;
        if (declared != typeof(object))
            yield return declared;
        if (own.IsArray && own.GetArrayRank() == 1 && !own.GetElementType()!.IsValueType)
            yield return typeof(object[]);
        for (var ancestor = own.BaseType; ancestor is not null && ancestor != typeof(object) && ancestor != typeof(Array); ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (var sequence in own.GetInterfaces().Where(item => item.IsGenericType && item.GetGenericTypeDefinition() == typeof(IEnumerable<>)))
            yield return sequence;
        if (own.IsAssignableTo(typeof(IEnumerable)))
            yield return Shape.ElementType(own).IsValueType ? typeof(IEnumerable) : typeof(IEnumerable<object>);
        yield return typeof(object);
    }
}
