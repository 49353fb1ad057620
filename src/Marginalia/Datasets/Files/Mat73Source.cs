using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Marginalia.Datasets.Files;

/// <summary>MATLAB files of version 7.3: HDF5 after a block of 512 bytes, dimensions in reverse order, classes in attributes.</summary>
internal sealed class Mat73Source : IMatSource
{
    /// <summary>Deflate makes at most 1032 bytes of one.</summary>
    private const long MaxRatio = 1032;

    private const int MaxDepth = 64;

    private readonly NativeFile file;
    private readonly long maxBytes;

    public Mat73Source(string path)
    {
        maxBytes = new FileInfo(path).Length * MaxRatio;
        file = H5File.OpenRead(path);
        Names = [.. file.Children().Select(child => child.Name).Where(name => !name.StartsWith('#'))];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a file starts as HDF5, at once or after MATLAB's block.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];
        return start.StartsWith(signature) || start.Length >= 520 && start[512..].StartsWith(signature);
    }

    public IReadOnlyList<long> SizeOf(string name) => SizeOf(file.Dataset(name));

    public MatValue Read(string name) => Value(file.Get(name), 0);

    public MatValue Read(string name, long last)
    {
        var data = file.Dataset(name);
        var size = SizeOf(data);
        if (last < 0 || last >= size[^1])
            throw new ArgumentOutOfRangeException(nameof(last), $"'{name}' is of size {string.Join("x", size)}; there is no index {last} in its last dimension.");
        ulong[] starts = new ulong[size.Count], counts = [.. data.Space.Dimensions];
        (starts[0], counts[0]) = ((ulong)last, 1);
        return MatValue.OfNumbers([.. size.SkipLast(1)], Numbers(data, new HyperslabSelection(size.Count, starts, counts)));
    }

    public void Dispose() => file.Dispose();

    private static List<long> SizeOf(IH5Dataset data) => [.. data.Space.Dimensions.Select(length => checked((long)length)).Reverse()];

    private static string? ClassOf(IH5Object item) => item.AttributeExists("MATLAB_class") ? item.Attribute("MATLAB_class").Read<string>() : null;

    private MatValue Value(IH5Object item, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"values lie in each other more than {MaxDepth} deep");
        if (item.AttributeExists("MATLAB_sparse"))
            throw new InvalidDataException($"'{item.Name}' is a sparse array, which is not read; save it full");
        string? kind = ClassOf(item);
        if (item is IH5Group group)
            return Struct(group, depth);
        var data = (IH5Dataset)item;
        if (kind is "function_handle" || item.AttributeExists("MATLAB_object_decode"))
            throw new InvalidDataException($"'{item.Name}' is an object or a function, which is not read");
        if (item.AttributeExists("MATLAB_empty"))
            return MatValue.OfNumbers([.. Widen(Numbers(data, null)).Select(length => (long)length)], Array.Empty<double>());
        var size = SizeOf(data);
        return kind switch
        {
            "cell" => MatValue.OfCell(size, References(data, depth)),
            "char" => MatValue.OfText(size, new([.. Widen(Numbers(data, null)).Select(code => (char)code)])),
            _ => MatValue.OfNumbers(size, Numbers(data, null)),
        };
    }

    /// <summary>One struct has its values as members; an array of structs has a member of references for each field.</summary>
    private MatValue Struct(IH5Group group, int depth)
    {
        var members = group.Children().ToList();
        if (members.Count == 0 || members.Any(member => member is not IH5Dataset { Type.Class: H5DataTypeClass.Reference } || ClassOf(member) is not null))
            return MatValue.OfStruct(members.ToDictionary(member => member.Name, member => Value(member, depth + 1)));
        var fields = members.ToDictionary(member => member.Name, member => References((IH5Dataset)member, depth));
        return MatValue.OfStructs(
            SizeOf((IH5Dataset)members[0]),
            [.. Enumerable.Range(0, fields.Values.Min(values => values.Length)).Select(i => MatValue.OfStruct(fields.ToDictionary(field => field.Key, field => field.Value[i])))]);
    }

    private MatValue[] References(IH5Dataset data, int depth) =>
        [.. data.Read<NativeObjectReference1[]>().Select(reference => Value(file.Get(reference), depth + 1))];

    private Array Numbers(IH5Dataset data, Selection? selection)
    {
        double bytes = data.Space.Dimensions.Aggregate((double)data.Type.Size, (product, length) => product * length);
        if (bytes > maxBytes)
            throw new InvalidDataException($"the MATLAB file is damaged: '{data.Name}' speaks of {bytes} bytes, which the file cannot hold");
        bool signed = data.Type.Class == H5DataTypeClass.FixedPoint && data.Type.FixedPoint.IsSigned;
        return (data.Type.Class, data.Type.Size, signed) switch
        {
            (H5DataTypeClass.FloatingPoint, 4, _) => data.Read<float[]>(selection),
            (H5DataTypeClass.FloatingPoint, 8, _) => data.Read<double[]>(selection),
            (H5DataTypeClass.FixedPoint, 1, false) => data.Read<byte[]>(selection),
            (H5DataTypeClass.FixedPoint, 1, true) => data.Read<sbyte[]>(selection),
            (H5DataTypeClass.FixedPoint, 2, false) => data.Read<ushort[]>(selection),
            (H5DataTypeClass.FixedPoint, 2, true) => data.Read<short[]>(selection),
            (H5DataTypeClass.FixedPoint, 4, false) => data.Read<uint[]>(selection),
            (H5DataTypeClass.FixedPoint, 4, true) => data.Read<int[]>(selection),
            (H5DataTypeClass.FixedPoint, 8, false) => data.Read<ulong[]>(selection),
            (H5DataTypeClass.FixedPoint, 8, true) => data.Read<long[]>(selection),
            _ => throw new InvalidDataException($"'{data.Name}' is of type {data.Type.Class} with {data.Type.Size} bytes; expected real numbers"),
        };
    }

    private static ulong[] Widen(Array numbers) => Type.GetTypeCode(numbers.GetType().GetElementType()) switch
    {
        TypeCode.UInt64 => (ulong[])numbers,
        TypeCode.Byte => Array.ConvertAll((byte[])numbers, value => (ulong)value),
        TypeCode.UInt16 => Array.ConvertAll((ushort[])numbers, value => (ulong)value),
        TypeCode.UInt32 => Array.ConvertAll((uint[])numbers, value => (ulong)value),
        var other => throw new InvalidDataException($"the MATLAB file is damaged: numbers of type {other} are no text and no size"),
    };
}
