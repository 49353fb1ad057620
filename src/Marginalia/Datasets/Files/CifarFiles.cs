namespace Marginalia.Datasets.Files;

/// <summary>
/// The two formats of CIFAR (Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html): binary, where an example is its label bytes and 3 x 32 x 32
/// bytes of red, green and blue planes; and Python's, a pickled dictionary of <c>data</c> [N, 3072] and lists of labels.
/// </summary>
internal static class CifarFiles
{
    private const int PixelBytes = 3 * 32 * 32;

    /// <summary>Reads the files of a part, in the binary format where they end in .bin.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="labels">For each kind of label, its byte in the binary format and its name in Python's.</param>
    /// <exception cref="DatasetException">Files are missing or damaged; the message names each.</exception>
    public static IReadOnlyList<PackedFile> Read(IEnumerable<string> paths, params (int Byte, string Key)[] labels)
    {
        var (files, problems) = (new List<PackedFile>(), new List<string>());
        foreach (string path in paths)
            try
            {
                files.Add(path.EndsWith(".bin", StringComparison.Ordinal) ? ReadBinary(path, labels) : ReadPickle(path, labels));
            }
            catch (DatasetException damage)
            {
                problems.AddRange(damage.Problems);
            }

        return problems.Count == 0 ? files : throw new DatasetException(problems);
    }

    private static PackedFile ReadBinary(string path, (int Byte, string Key)[] labels)
    {
        byte[] content = SourceFile.ReadBytes(path);
        int row = labels.Length + PixelBytes, count = content.Length / row;
        if (count == 0 || content.Length % row != 0)
            throw new DatasetException(path, $"the file has {content.Length} bytes; expected a multiple of {row} ({labels.Length} of labels and {PixelBytes} of pixels for an image): fetch it again");
        var pixels = new byte[count * PixelBytes];
        byte[][] values = [.. labels.Select(_ => new byte[count])];
        for (int i = 0; i < count; i++)
        {
            content.AsSpan(i * row + labels.Length, PixelBytes).CopyTo(pixels.AsSpan(i * PixelBytes));
            for (int k = 0; k < labels.Length; k++)
                values[k][i] = content[i * row + labels[k].Byte];
        }

        return new(path, count, pixels, values);
    }

    private static PackedFile ReadPickle(string path, (int Byte, string Key)[] labels)
    {
        var content = PickleFile.ReadDictionary(path);
        if (content.GetValueOrDefault("data") is not PickledArray { Shape: [var rows and > 0, PixelBytes], Type: "u1" or "|u1", Fortran: false } data || data.Data.Length != rows * PixelBytes)
            throw new DatasetException(path, $"it holds no array 'data' of [N, {PixelBytes}] bytes; expected the Python version of CIFAR");
        byte[] Labels(string key) => content.GetValueOrDefault(key) is List<object?> list && list.Count == rows && list.All(value => value is >= 0L and <= 255L)
            ? [.. list.Select(value => (byte)(long)value!)]
            : throw new DatasetException(path, $"it holds no list '{key}' of {rows} classes; expected one for each row of 'data'");
        return new(path, (int)rows, data.Data, [.. labels.Select(label => Labels(label.Key))]);
    }
}
