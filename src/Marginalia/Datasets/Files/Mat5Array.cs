using System.Runtime.InteropServices;
using System.Text;

namespace Marginalia.Datasets.Files;

/// <summary>An array of a MATLAB file of version 5: flags, size, name, and what its class has.</summary>
internal sealed class Mat5Array
{
    private const int Cell = 1, Struct = 2, Char = 4, Sparse = 5, FirstNumbers = 6, LastNumbers = 15, MaxDepth = 64;

    private readonly bool bigEndian;
    private readonly int depth, kind;
    private readonly bool isComplex;
    private readonly long count;
    private ReadOnlyMemory<byte> rest;

    public Mat5Array(ReadOnlyMemory<byte> data, bool bigEndian, int depth = 0)
    {
        (rest, this.bigEndian, this.depth) = (data, bigEndian, depth);
        if (data.Length == 0)
        {
            (kind, Size, Name) = (FirstNumbers, [0, 0], ""); // how an empty place of a cell array is written
            return;
        }

        if (depth > MaxDepth)
            throw new InvalidDataException($"arrays lie in each other more than {MaxDepth} deep");
        int flags = Numbers<int>(Mat5Type.UInt32)[0];
        (kind, isComplex) = (flags & 0xFF, (flags & 0x800) != 0);
        Size = Array.ConvertAll(Numbers<int>(Mat5Type.Int32), length => (long)length);
        double product = Size.Aggregate(1.0, (result, length) => result * length);
        if (Size.Count < 2 || Size.Any(length => length < 0) || product > int.MaxValue)
            throw new InvalidDataException($"the MATLAB file is damaged: an array has the size {string.Join("x", Size)}");
        count = (long)product;
        Name = Encoding.Latin1.GetString(MemoryMarshal.AsBytes(Numbers<byte>(Mat5Type.Int8).AsSpan()));
    }

    public string Name { get; }

    public IReadOnlyList<long> Size { get; }

    public MatValue ToValue() => kind switch
    {
        Cell => MatValue.OfCell(Size, Arrays(count)),
        Struct => Structs(),
        Char => MatValue.OfText(Size, Text()),
        >= FirstNumbers and <= LastNumbers when !isComplex => MatValue.OfNumbers(Size, count == 0 ? Array.Empty<double>() : Values()),
        _ => throw new InvalidDataException(Refusal),
    };

    /// <summary>The part of numbers with one index of the last dimension.</summary>
    public MatValue ToValue(long last)
    {
        if (kind is < FirstNumbers or > LastNumbers || isComplex)
            throw new InvalidDataException($"'{Name}' is no array of real numbers");
        if (last < 0 || last >= Size[^1])
            throw new ArgumentOutOfRangeException(nameof(last), $"'{Name}' is of size {string.Join("x", Size)}; there is no index {last} in its last dimension.");
        var whole = Values();
        var (part, length) = (Array.CreateInstance(whole.GetType().GetElementType()!, count / Size[^1]), count / Size[^1]);
        Array.Copy(whole, last * length, part, 0, length);
        return MatValue.OfNumbers([.. Size.SkipLast(1)], part);
    }

    private string Refusal => $"'{Name}' is {(isComplex ? "a complex array" : kind == Sparse ? "a sparse array" : "an object or a function")}, which is not read; save it as real numbers (full, struct)";

    private MatValue[] Arrays(long number)
    {
        if (number * 8 > rest.Length)
            throw new InvalidDataException($"the MATLAB file is damaged: {rest.Length} bytes cannot hold {number} arrays");
        var items = new MatValue[number];
        for (long i = 0; i < number; i++)
        {
            var element = Mat5Element.Next(ref rest, bigEndian);
            if (element.Type != Mat5Type.Matrix)
                throw new InvalidDataException($"the MATLAB file is damaged: an element is of type {(int)element.Type}; expected an array");
            items[i] = new Mat5Array(element.Data, bigEndian, depth + 1).ToValue();
        }

        return items;
    }

    private MatValue Structs()
    {
        int nameLength = Numbers<int>(Mat5Type.Int32)[0];
        var names = Numbers<byte>(Mat5Type.Int8);
        if (nameLength <= 0 || names.Length % nameLength != 0 || names.Length == 0 && count > 1)
            throw new InvalidDataException($"the MATLAB file is damaged: {names.Length} bytes of field names of {nameLength} bytes each");
        string[] fields = [.. names.Chunk(nameLength).Select(name => Encoding.Latin1.GetString(name).Split('\0')[0])];
        var values = Arrays(count * fields.Length);
        var structs = new MatValue[count];
        for (int i = 0; i < count; i++)
        {
            var named = new Dictionary<string, MatValue>();
            for (int f = 0; f < fields.Length; f++)
                named[fields[f]] = values[i * fields.Length + f];
            structs[i] = MatValue.OfStruct(named);
        }

        return MatValue.OfStructs(Size, structs);
    }

    private string Text()
    {
        if (count == 0)
            return "";
        var element = Mat5Element.Next(ref rest, bigEndian);
        if (element.Type is Mat5Type.Utf8 or Mat5Type.Int8 or Mat5Type.UInt8)
            return Encoding.UTF8.GetString(element.Data.Span);
        return new string(MemoryMarshal.Cast<byte, char>(MemoryMarshal.AsBytes(Elements<ushort>(element).AsSpan())));
    }

    /// <summary>The numbers, in the type of the array; the file may have them in a smaller one.</summary>
    private Array Values()
    {
        var element = Mat5Element.Next(ref rest, bigEndian);
        Array stored = element.Type switch
        {
            Mat5Type.Int8 => Elements<sbyte>(element),
            Mat5Type.UInt8 => Elements<byte>(element),
            Mat5Type.Int16 => Elements<short>(element),
            Mat5Type.UInt16 => Elements<ushort>(element),
            Mat5Type.Int32 => Elements<int>(element),
            Mat5Type.UInt32 => Elements<uint>(element),
            Mat5Type.Int64 => Elements<long>(element),
            Mat5Type.UInt64 => Elements<ulong>(element),
            Mat5Type.Single => Elements<float>(element),
            Mat5Type.Double => Elements<double>(element),
            _ => throw new InvalidDataException($"the MATLAB file is damaged: '{Name}' holds numbers of type {(int)element.Type}"),
        };
        if (stored.Length != count)
            throw new InvalidDataException($"the MATLAB file is damaged: '{Name}' is of size {string.Join("x", Size)} but has {stored.Length} numbers");
        var type = (kind - FirstNumbers) switch
        {
            0 => typeof(double),
            1 => typeof(float),
            2 => typeof(sbyte),
            3 => typeof(byte),
            4 => typeof(short),
            5 => typeof(ushort),
            6 => typeof(int),
            7 => typeof(uint),
            8 => typeof(long),
            _ => typeof(ulong),
        };
        if (stored.GetType().GetElementType() == type)
            return stored;
        var values = Array.CreateInstance(type, stored.Length);
        for (int i = 0; i < stored.Length; i++)
            values.SetValue(Convert.ChangeType(stored.GetValue(i), type), i);
        return values;
    }

    private T[] Numbers<T>(Mat5Type type)
        where T : struct
    {
        var element = Mat5Element.Next(ref rest, bigEndian);
        var numbers = element.Type == type ? Elements<T>(element) : [];
        return numbers.Length > 0 || type == Mat5Type.Int8 && element.Type == type
            ? numbers
            : throw new InvalidDataException($"the MATLAB file is damaged: an element is of type {(int)element.Type}; expected {type}");
    }

    private T[] Elements<T>(Mat5Element element)
        where T : struct
    {
        int size = Marshal.SizeOf<T>();
        if (element.Data.Length % size != 0)
            throw new InvalidDataException($"the MATLAB file is damaged: {element.Data.Length} bytes are no numbers of {size} bytes");
        byte[] bytes = element.Data.ToArray();
        if (bigEndian)
            NpyType.SwapBytes(bytes, size);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }
}
