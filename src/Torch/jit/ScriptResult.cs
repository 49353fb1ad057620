using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Gives the results of scripts the types that callers expect.</summary>
static class ScriptResult
{
    /// <summary>
    /// As TorchSharp gives it where no type is asked for: a Tensor, a Scalar, a string, null; Tensor[] or Scalar[]; a value tuple
    /// of tensors or of scalars; object[] for lists and tuples of different things; a dictionary.
    /// </summary>
    internal static object? Plain(object? value) => value switch
    {
        ScriptTuple { Items: [var only] } => Plain(only),
        ScriptTuple { Items: [Tensor a, Tensor b] } => (a, b),
        ScriptTuple { Items: [Tensor a, Tensor b, Tensor c] } => (a, b, c),
        ScriptTuple { Items: [Tensor a, Tensor b, Tensor c, Tensor d] } => (a, b, c, d),
        ScriptTuple { Items: [Tensor a, Tensor b, Tensor c, Tensor d, Tensor e] } => (a, b, c, d, e),
        ScriptTuple { Items: [Scalar a, Scalar b] } => (a, b),
        ScriptTuple { Items: [Scalar a, Scalar b, Scalar c] } => (a, b, c),
        ScriptTuple { Items: [Scalar a, Scalar b, Scalar c, Scalar d] } => (a, b, c, d),
        ScriptTuple { Items: [Scalar a, Scalar b, Scalar c, Scalar d, Scalar e] } => (a, b, c, d, e),
        ScriptTuple tuple => tuple.Items.Select(Plain).ToArray(),
        object?[] { Length: > 0 } list when list.All(i => i is Tensor) => list.Cast<Tensor>().ToArray(),
        object?[] { Length: > 0 } list when list.All(i => i is Scalar) => list.Cast<Scalar>().ToArray(),
        object?[] list => list.Select(Plain).ToArray(),
        Dictionary<object, object?> d when d.All(p => p is { Key: string, Value: Tensor }) => d.ToDictionary(p => (string)p.Key, p => (Tensor)p.Value!),
        Dictionary<object, object?> d => d.ToDictionary(p => p.Key, p => Plain(p.Value)),
        _ => value,
    };

    /// <exception cref="InvalidCastException">The result has no such type.</exception>
    internal static T As<T>(object? value) => (T)As(value, typeof(T))!;

    static object? As(object? value, Type type)
    {
        if (Plain(value) is var plain && type.IsInstanceOfType(plain)) return plain;
        if (plain is null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is Scalar scalar && Number(scalar, type) is { } number) return number;
        if (value is ScriptTuple tuple && type.IsAssignableTo(typeof(ITuple)) && type.GetGenericArguments() is var parts && parts.Length == tuple.Items.Length)
            return Activator.CreateInstance(type, [.. tuple.Items.Zip(parts, As)]);
        if (value is object?[] or ScriptTuple && ItemType(type) is { } item) return List(value is ScriptTuple t ? t.Items : (object?[])value, item, type);
        throw new InvalidCastException($"The script gave {Describe(plain)}, which is no {type.Name}.");
    }

    static object? Number(Scalar scalar, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int64 => scalar.ToInt64(),
        TypeCode.Int32 => scalar.ToInt32(),
        TypeCode.Double => scalar.ToDouble(),
        TypeCode.Single => scalar.ToSingle(),
        TypeCode.Boolean => scalar.ToBoolean(),
        _ => default(object),
    };

    static Type? ItemType(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var g && (g == typeof(List<>) || g == typeof(IList<>) || g == typeof(IEnumerable<>) || g == typeof(IReadOnlyList<>)) ? type.GetGenericArguments()[0]
        : null;

    static object List(object?[] items, Type item, Type type)
    {
        var array = Array.CreateInstance(item, items.Length);
        for (var i = 0; i < items.Length; i++) array.SetValue(As(items[i], item), i);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array)!;
    }

    static string Describe(object? plain) => plain is null ? "nothing (None)" : $"a {plain.GetType().Name}";
}
