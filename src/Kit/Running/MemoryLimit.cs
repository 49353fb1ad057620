using System.Globalization;
using System.Text.RegularExpressions;

namespace Marginalia.Kit.Running;

/// <summary>How much memory a notebook's process may use.</summary>
/// <param name="Bytes">Resident bytes.</param>
internal readonly partial record struct MemoryLimit(long Bytes)
{
    /// <summary>The variable by which .NET limits its own heap: then a cell gets an <see cref="OutOfMemoryException"/>, before the process has to be ended.</summary>
    public const string Variable = "DOTNET_GCHeapHardLimit";

    const long Megabyte = 1 << 20, Smallest = 256 * Megabyte, Overhead = 256 * Megabyte;

    /// <summary>An equal share of nine tenths of the machine's memory, or of the container's.</summary>
    public static MemoryLimit Share(int processes) => new(Math.Max(Smallest, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 9 / processes));

    /// <summary>The .NET heap's part of it, as <see cref="Variable"/> takes it.</summary>
    public string HeapLimit => Math.Max(Bytes - Overhead, Bytes / 2).ToString("X", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>8GB</c>, <c>1.5G</c> or <c>800MB</c>; null for anything else, and for less than 256 MB.</summary>
    public static MemoryLimit? Parse(string text)
    {
        if (Size().Match(text) is not { Success: true } match) return null;
        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var bytes = number * (match.Groups["unit"].ValueSpan is "g" or "G" ? 1024 * Megabyte : Megabyte);
        return bytes is >= Smallest and < long.MaxValue ? new((long)bytes) : null;
    }

    public override string ToString() => Text(Bytes);

    /// <summary>A number of bytes for people: <c>1.5 GB</c>.</summary>
    public static string Text(long bytes) => bytes >= 1024 * Megabyte ? FormattableString.Invariant($"{bytes / (1024.0 * Megabyte):0.#} GB") : $"{bytes / Megabyte} MB";

    [GeneratedRegex(@"^(?<number>\d{1,9}(\.\d{1,9})?) ?(?<unit>[GM])B?$", RegexOptions.IgnoreCase)]
    private static partial Regex Size();
}
