using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The kinds of value that TorchScript passes; same order as in script.cpp.</summary>
enum ScriptKind { Other, None, Tensor, Int, Double, Bool, String, List, Tuple, Dict }

/// <summary>A native value of TorchScript, made from an object of C# or read as one.</summary>
readonly unsafe struct ScriptValue(nint handle) : IDisposable
{
    internal nint Handle => handle;

    public void Dispose() => Native.mt_value_free(handle);

    /// <exception cref="NotSupportedException">TorchScript has no such values.</exception>
    internal static ScriptValue From(object? value) => new(value switch
    {
        null => Native.mt_value_none(),
        Tensor t => FromTensor(t),
        Scalar s => s.Value.Kind switch
        {
            ArgKind.Double => Native.mt_value_double(s.AsDouble),
            ArgKind.Bool => Native.mt_value_bool(s.ToInt64() != 0 ? 1 : 0),
            _ => Native.mt_value_int(s.ToInt64()),
        },
        bool b => Native.mt_value_bool(b ? 1 : 0),
        byte or sbyte or short or int or long => Native.mt_value_int(Convert.ToInt64(value)),
        float or double => Native.mt_value_double(Convert.ToDouble(value)),
        string s => FromText(s),
        ITuple t => Gather(Enumerable.Range(0, t.Length).Select(i => t[i]), (items, count, result) => Native.mt_value_tuple(items, count, result)),
        IDictionary d => FromDictionary(d),
        IEnumerable e => FromList(e),
        _ => throw Unsupported(value),
    });

    static NotSupportedException Unsupported(object value) =>
        new($"A {value.GetType().Name} cannot be passed to TorchScript; pass tensors, numbers, truth values, strings, null, or lists, tuples and dictionaries of them.");

    static nint FromTensor(Tensor tensor)
    {
        var result = Native.mt_value_tensor(tensor.Handle);
        GC.KeepAlive(tensor);
        return result;
    }

    static nint FromText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) return Native.mt_value_string(start, bytes.Length);
    }

    static nint FromList(IEnumerable list)
    {
        var kind = KindOf(ElementType(list.GetType(), typeof(IEnumerable<>), 0));
        return Gather(list.Cast<object?>(), (items, count, result) => Native.mt_value_list(kind, items, count, result));
    }

    static nint FromDictionary(IDictionary dictionary)
    {
        var type = dictionary.GetType();
        var (keys, values) = (KindOf(ElementType(type, typeof(IDictionary<,>), 0)), KindOf(ElementType(type, typeof(IDictionary<,>), 1)));
        return Gather(dictionary.Keys.Cast<object>().SelectMany(key => new[] { key, dictionary[key] }), (items, count, result) => Native.mt_value_dict(keys, values, items, count, result));
    }

    static Type? ElementType(Type type, Type generic, int argument) =>
        type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == generic)?.GetGenericArguments()[argument];

    static ScriptKind KindOf(Type? type) => type switch
    {
        not null when type.IsAssignableTo(typeof(Tensor)) => ScriptKind.Tensor,
        not null when type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte) || type == typeof(sbyte) => ScriptKind.Int,
        not null when type == typeof(double) || type == typeof(float) => ScriptKind.Double,
        not null when type == typeof(bool) => ScriptKind.Bool,
        not null when type == typeof(string) => ScriptKind.String,
        _ => ScriptKind.Other,
    };

    internal delegate int Use(nint* items, int count, nint* result);

    /// <summary>Makes native values of all objects and passes them on; they are freed in any case.</summary>
    internal static nint Gather(IEnumerable<object?> values, Use use)
    {
        var made = new List<nint>();
        try
        {
            foreach (var value in values) made.Add(From(value).Handle);
            nint result;
            fixed (nint* items = made.ToArray()) NativeError.Check(use(items, made.Count, &result));
            return result;
        }
        finally
        {
            foreach (var value in made) Native.mt_value_free(value);
        }
    }

    /// <summary>The value as a Tensor, Scalar, string, null, array (a list), <see cref="ScriptTuple"/> or Dictionary.</summary>
    /// <exception cref="NotSupportedException">The script gave something else.</exception>
    internal object? Read()
    {
        switch (Native.mt_value_kind(handle))
        {
            case ScriptKind.None: return null;
            case ScriptKind.Tensor: return new Tensor(Native.mt_value_as_tensor(handle));
            case ScriptKind.Int: return (Scalar)Native.mt_value_as_int(handle);
            case ScriptKind.Double: return (Scalar)Native.mt_value_as_double(handle);
            case ScriptKind.Bool: return (Scalar)(Native.mt_value_as_int(handle) != 0);
            case ScriptKind.String:
                int length;
                var text = Native.mt_value_as_string(handle, &length);
                return Encoding.UTF8.GetString(text, length);
            case ScriptKind.List: return Items();
            case ScriptKind.Tuple: return new ScriptTuple(Items());
            case ScriptKind.Dict:
                var result = new Dictionary<object, object?>();
                foreach (var pair in Items().Chunk(2)) result.Add(pair[0] is Scalar s ? s.ToInt64() : pair[0]!, pair[1]);
                return result;
            default:
                var name = stackalloc byte[64];
                throw new NotSupportedException($"The script gave a value of the kind {Encoding.UTF8.GetString(name, Native.mt_value_name(handle, name, 64))}, which has no counterpart here.");
        }
    }

    object?[] Items()
    {
        var handles = new nint[Native.mt_value_count(handle)];
        fixed (nint* target = handles) Native.mt_value_items(handle, target);
        try
        {
            return [.. handles.Select(h => new ScriptValue(h).Read())];
        }
        finally
        {
            foreach (var item in handles) Native.mt_value_free(item);
        }
    }
}

/// <summary>A tuple of TorchScript.</summary>
sealed record ScriptTuple(object?[] Items);
