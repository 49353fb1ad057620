using System.Collections;
using System.Numerics;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Values in a few words, without running any code of the notebook: it may be busy in another thread.</summary>
internal static class ShortValue
{
    const int Letters = 60, Elements = 8;

    /// <summary>The value as C# would write it, or the size of a collection; null when neither is known.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{Cut(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n")}\"",
        char letter => $"'{letter}'",
        bool truth => truth ? "true" : "false",
        Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or decimal or Complex or BigInteger or Half or Int128 or UInt128 or Version => value.ToString(),
        _ when value.GetType().IsPrimitive => value.ToString(),
        Array { Rank: 1 } array when IsSimple(array.GetType().GetElementType()!) => $"[{string.Join(", ", array.Cast<object?>().Take(Elements).Select(Of))}{(array.Length > Elements ? $", ... {array.Length} elements" : "")}]",
        Array array => $"{string.Join(" x ", Enumerable.Range(0, array.Rank).Select(array.GetLength))} elements",
        ICollection collection when value.GetType().Assembly == typeof(object).Assembly || value.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true =>
            $"{collection.Count} elements",
        _ => null,
    };

    static bool IsSimple(Type type) => type.IsPrimitive || type == typeof(string) || type == typeof(decimal);

    static string Cut(string text) => text.Length <= Letters ? text : text[..Letters] + "...";
}
