using System.Reflection;

namespace Marginalia.Kernel.Formatting;

/// <summary>Properties that are spans, which reflection cannot read: their elements are copied.</summary>
internal static class SpanMember
{
    delegate ReadOnlySpan<TItem> ReadOnlyGetter<TOwner, TItem>(TOwner owner);

    delegate Span<TItem> Getter<TOwner, TItem>(TOwner owner);

    public static bool IsSpan(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var kind && (kind == typeof(Span<>) || kind == typeof(ReadOnlySpan<>));

    /// <summary>The characters as text, other elements as an array. Of a structure, which has no address here, only that there is a span.</summary>
    public static object? Copy(PropertyInfo property, object owner)
    {
        if (property.DeclaringType!.IsValueType)
            return TypeNames.Short(property.PropertyType);
        var isReadOnly = property.PropertyType.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>);
        var item = property.PropertyType.GetGenericArguments()[0];
        return typeof(SpanMember).GetMethod(isReadOnly ? nameof(CopyReadOnly) : nameof(CopyWritable), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(property.DeclaringType, item).Invoke(null, [property.GetMethod, owner]);
    }

    static object CopyReadOnly<TOwner, TItem>(MethodInfo getter, TOwner owner) => Copy(getter.CreateDelegate<ReadOnlyGetter<TOwner, TItem>>()(owner));

    static object CopyWritable<TOwner, TItem>(MethodInfo getter, TOwner owner) => Copy<TItem>(getter.CreateDelegate<Getter<TOwner, TItem>>()(owner));

    static object Copy<TItem>(ReadOnlySpan<TItem> span) => typeof(TItem) == typeof(char) ? span.ToString() : span.ToArray();
}
