using System.Collections;
using System.Dynamic;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace Marginalia.Kernel.Formatting;

/// <summary>What kind of thing a value is to a reader.</summary>
internal static class Shape
{
    /// <summary>Shown by its text alone, several in a line.</summary>
    public static bool IsScalar(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain.IsPrimitive || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(Guid) || plain == typeof(BigInteger)
            || plain == typeof(Int128) || plain == typeof(UInt128) || plain == typeof(Half) || plain == typeof(Complex) || plain == typeof(Rune)
            || plain == typeof(DateOnly) || plain == typeof(TimeOnly) || plain == typeof(Index) || plain == typeof(Range)
            || plain == typeof(Uri) || plain == typeof(Version) || plain == typeof(StringBuilder) || IsDate(plain));

    /// <summary>Dates and durations.</summary>
    public static bool IsDate(Type type) => type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan);

    /// <summary>Shown by its text because its members say less: parts of the program, XML, addresses.</summary>
    public static bool IsOpaque(object value) =>
        value is MemberInfo or Assembly or Module or Delegate or CancellationToken
        || value.GetType() is { Namespace: "System.Xml.Linq" } or { FullName: "System.Net.IPAddress" or "System.Net.IPAddress+ReadOnlyIPAddress" };

    /// <summary>JSON documents, elements and nodes.</summary>
    public static bool IsJson(object value) => value.GetType().Namespace is "System.Text.Json" or "System.Text.Json.Nodes" && JsonRenderer.ElementOf(value) is not null;

    /// <summary>Whether the value is shown by its elements.</summary>
    public static bool IsSequence(object value) => value is IEnumerable and not string and not ExpandoObject && !IsScalar(value.GetType()) && !IsOpaque(value) && !IsJson(value);

    /// <summary>The type of a sequence's elements, object when it is not generic.</summary>
    public static Type ElementType(Type sequence) =>
        Interface(sequence, typeof(IEnumerable<>))?.GetGenericArguments()[0] ?? (sequence.IsArray ? sequence.GetElementType()! : typeof(object));

    /// <summary>Whether a sequence says of what type its elements are.</summary>
    public static bool IsGeneric(IEnumerable sequence) => sequence is Array || Interface(sequence.GetType(), typeof(IEnumerable<>)) is not null;

    /// <summary>Whether the value is a dictionary: a table of keys and values.</summary>
    public static bool IsDictionary(object value) =>
        value is IDictionary || Interface(value.GetType(), typeof(IDictionary<,>)) is not null || Interface(value.GetType(), typeof(IReadOnlyDictionary<,>)) is not null;

    /// <summary>Whether the value is a key and its value.</summary>
    public static bool IsPair(object? value) => value is DictionaryEntry || (value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    /// <summary>Key and value of an element of a dictionary.</summary>
    public static (object? Key, object? Value) Pair(object element) => element switch
    {
        DictionaryEntry entry => (entry.Key, entry.Value),
        _ => (element.GetType().GetProperty("Key")!.GetValue(element), element.GetType().GetProperty("Value")!.GetValue(element)),
    };

    /// <summary>The keys and values of a dictionary; null when the value is none.</summary>
    public static IEnumerable<(object? Key, object? Value)>? Pairs(object value) => IsDictionary(value) ? ((IEnumerable)value).Cast<object>().Select(Pair) : null;

    /// <summary>Whether a sequence is a thing of its own, not just its elements: a set, a group with its key, a user's class.</summary>
    public static bool IsObject(IEnumerable sequence)
    {
        if (sequence is ICollection)
            return false;
        var type = sequence.GetType();
        for (var kind = type; kind is not null; kind = kind.BaseType)
            if (kind.Namespace?.StartsWith("Microsoft.FSharp", StringComparison.Ordinal) == true)
                return false; // lists, sets and sequences of F#, whose members are of no use to a reader
        return type.Namespace != "System.Linq" || (type.DeclaringType != typeof(Enumerable) && Members.Of(sequence).Any());
    }

    /// <summary>The elements of a block of memory; the value itself when it is none.</summary>
    public static object? Unwrap(object? value)
    {
        if (value?.GetType() is not { IsGenericType: true } type || (type.GetGenericTypeDefinition() is var kind && kind != typeof(Memory<>) && kind != typeof(ReadOnlyMemory<>)))
            return value;
        return value is Memory<char> or ReadOnlyMemory<char> ? value.ToString() : type.GetMethod("ToArray")!.Invoke(value, null);
    }

    /// <summary>The interface of this kind that the type is or implements.</summary>
    static Type? Interface(Type type, Type definition) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(item => item.IsGenericType && item.GetGenericTypeDefinition() == definition);
}
