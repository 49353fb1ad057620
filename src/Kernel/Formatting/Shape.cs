using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Marginalia.Kernel.Formatting;

/// <summary>What kind of thing a value is to a reader.</summary>
internal static class Shape
{
    /// <summary>Shown by its text alone.</summary>
    public static bool IsScalar(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain.IsPrimitive || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(Guid) || plain == typeof(BigInteger)
            || plain == typeof(Int128) || plain == typeof(UInt128) || plain == typeof(Half) || plain == typeof(Complex) || plain == typeof(Rune)
            || plain == typeof(DateOnly) || plain == typeof(TimeOnly) || plain == typeof(Index) || plain == typeof(Range)
            || plain == typeof(Uri) || plain == typeof(Version) || plain == typeof(StringBuilder) || IsDate(plain));

    /// <summary>Dates and durations.</summary>
    public static bool IsDate(Type type) => type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan);

    /// <summary>Parts of the program rather than data: their members say nothing to a reader.</summary>
    public static bool IsOpaque(object value) => value is MemberInfo or Assembly or Module or Delegate or Task or CancellationToken or IntPtr;

    /// <summary>The type of a sequence's elements, object when it is not generic.</summary>
    public static Type ElementType(Type sequence) =>
        sequence.GetInterfaces().Prepend(sequence)
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0]
        ?? (sequence.IsArray ? sequence.GetElementType()! : typeof(object));

    /// <summary>Key and value pairs, when the value is a dictionary.</summary>
    public static IEnumerable<(object? Key, object? Value)>? Pairs(object value)
    {
        if (value is IDictionary dictionary)
            return dictionary.Keys.Cast<object?>().Select(key => (key, dictionary[key!]));
        var isDictionary = value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)));
        return isDictionary ? ((IEnumerable)value).Cast<object>().Select(Pair) : null;

        static (object?, object?) Pair(object pair) => (pair.GetType().GetProperty("Key")!.GetValue(pair), pair.GetType().GetProperty("Value")!.GetValue(pair));
    }

    /// <summary>Whether a sequence also has something of its own to show: a group's key, the properties of a user's type.</summary>
    public static bool HasOwnMembers(object sequence)
    {
        var type = sequence.GetType();
        if (type.GetInterfaces().Any(item => item.IsGenericType && item.GetGenericTypeDefinition() == typeof(IGrouping<,>)))
            return true;
        return sequence is not ICollection && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && Members.Of(sequence).Any();
    }

    /// <summary>The elements to show, at most <see cref="Limit"/>, and what is said about the rest.</summary>
    public static (List<T> Shown, string? More) Take<T>(IEnumerable<T> items, object source)
    {
        var taken = items.Take(Limit + 1).ToList();
        if (taken.Count <= Limit)
            return (taken, null);
        taken.RemoveAt(Limit);
        var count = source switch
        {
            ICollection collection => collection.Count,
            _ => source.GetType().GetProperty("Count")?.GetValue(source) as int?,
        };
        return (taken, count is { } all ? $"({all - Limit} more)" : "... (more)");
    }

    /// <summary>How many elements of a sequence are shown.</summary>
    public static int Limit { get; set; } = 20;
}
