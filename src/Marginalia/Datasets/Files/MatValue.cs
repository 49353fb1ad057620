using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>A value of MATLAB: numbers, text, a cell array or a struct. It holds no native memory.</summary>
public sealed class MatValue
{
    private readonly object content;

    private MatValue(MatKind kind, IReadOnlyList<long> size, object content) => (Kind, Size, this.content) = (kind, size, content);

    /// <summary>What it is; this says which of the other members can be used.</summary>
    public MatKind Kind { get; }

    /// <summary>Lengths of the dimensions as MATLAB's <c>size</c> has them: rows, columns, ...</summary>
    public IReadOnlyList<long> Size { get; }

    /// <summary>Number of elements.</summary>
    public long Count => Size.Aggregate(1L, (product, length) => product * length);

    /// <summary>The characters of a text of one row.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public string Text => Content<string>(MatKind.Text);

    /// <summary>The only number.</summary>
    /// <exception cref="InvalidOperationException">It is not one number.</exception>
    public double Number => Content<Array>(MatKind.Numbers) is { Length: 1 } numbers
        ? Convert.ToDouble(numbers.GetValue(0))
        : throw new InvalidOperationException($"This MATLAB value has {Count} numbers; expected one.");

    /// <summary>The elements of a cell array, column by column, or the structs of an array of structs; those of an empty array of numbers, that is none.</summary>
    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public IReadOnlyList<MatValue> Items => Count == 0 ? [] : content switch
    {
        MatValue[] items => items,
        Dictionary<string, MatValue> => [this],
        _ => throw Wrong("a cell array or structs"),
    };

    /// <summary>Names of the fields of a struct.</summary>
    /// <exception cref="InvalidOperationException">It is not one struct.</exception>
    public IReadOnlyCollection<string> Fields => Content<Dictionary<string, MatValue>>(MatKind.Struct).Keys;

    /// <summary>A field of a struct.</summary>
    /// <exception cref="InvalidOperationException">It is not one struct, or has no such field; the message lists those that there are.</exception>
    public MatValue this[string field] => Content<Dictionary<string, MatValue>>(MatKind.Struct).TryGetValue(field, out var value)
        ? value
        : throw new InvalidOperationException($"This MATLAB struct has no field '{field}'; there are {string.Join(", ", Fields)}.");

    /// <summary>
    /// The numbers as a tensor of <see cref="Size"/>, element [i, j] being MATLAB's (i + 1, j + 1); the caller owns it. Types are those of the file;
    /// truth values and uint8 become bytes, uint16 int32, uint32 and uint64 int64.
    /// </summary>
    /// <exception cref="InvalidOperationException">These are no numbers.</exception>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        var numbers = Content<Array>(MatKind.Numbers);
        long[] reversed = [.. Size.Reverse()];
        // Not by pattern: the runtime takes arrays of signed and unsigned numbers for each other.
        var flat = Type.GetTypeCode(numbers.GetType().GetElementType()) switch
        {
            TypeCode.Byte => tensor((byte[])numbers),
            TypeCode.SByte => tensor((sbyte[])numbers),
            TypeCode.Int16 => tensor((short[])numbers),
            TypeCode.UInt16 => tensor(Array.ConvertAll((ushort[])numbers, value => (int)value)),
            TypeCode.Int32 => tensor((int[])numbers),
            TypeCode.UInt32 => tensor(Array.ConvertAll((uint[])numbers, value => (long)value)),
            TypeCode.Int64 => tensor((long[])numbers),
            TypeCode.UInt64 => tensor(Array.ConvertAll((ulong[])numbers, value => checked((long)value))),
            TypeCode.Single => tensor((float[])numbers),
            _ => tensor((double[])numbers),
        };
        return flat.reshape(reversed).permute([.. Enumerable.Range(0, reversed.Length).Select(d => (long)d).Reverse()]).contiguous().MoveToOuterDisposeScope();
    }

    internal static MatValue OfNumbers(IReadOnlyList<long> size, Array columnMajor) => new(MatKind.Numbers, size, columnMajor);

    internal static MatValue OfText(IReadOnlyList<long> size, string text) => new(MatKind.Text, size, text);

    internal static MatValue OfCell(IReadOnlyList<long> size, MatValue[] items) => new(MatKind.Cell, size, items);

    internal static MatValue OfStruct(Dictionary<string, MatValue> fields) => new(MatKind.Struct, [1, 1], fields);

    internal static MatValue OfStructs(IReadOnlyList<long> size, MatValue[] items) => items.Length == 1 ? items[0] : new(MatKind.Struct, size, items);

    private T Content<T>(MatKind kind)
        where T : class => content as T ?? throw Wrong(kind switch { MatKind.Numbers => "numbers", MatKind.Text => "text", MatKind.Cell => "a cell array", _ => "one struct" });

    private InvalidOperationException Wrong(string expected) =>
        new($"This MATLAB value is {Kind.ToString().ToLowerInvariant()} of size {string.Join("x", Size)}; expected {expected}.");
}
