namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads MATLAB files of version 5 (MATLAB 5 to 7, compressed or not) and 7.3 (HDF5). Numbers, truth values, text, cell arrays and structs are
/// read; sparse and complex arrays, objects and functions are refused. Threads may share one.
/// </summary>
public sealed class MatFile : IDisposable
{
    private readonly string file;
    private readonly IMatSource source;
    private readonly Lock gate = new();

    /// <summary>Opens a file.</summary>
    /// <exception cref="DatasetException">It is missing, damaged, or no MATLAB file of these versions.</exception>
    public MatFile(string path)
    {
        file = path;
        Span<byte> start = stackalloc byte[520];
        int read;
        using (var stream = SourceFile.Open(path))
            read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        source = start is [.., _] && Mat5Source.Recognises(start) ? Guard(() => (IMatSource)new Mat5Source(SourceFile.ReadBytes(path)))
            : Mat73Source.Recognises(start) ? Guard(() => (IMatSource)new Mat73Source(path))
            : throw new DatasetException(path, "this is no MATLAB file of version 5 or 7.3; save it with save -v7 or -v7.3");
    }

    /// <summary>Names of the values.</summary>
    public IReadOnlyList<string> Names => source.Names;

    /// <summary>A value by name.</summary>
    /// <exception cref="DatasetException">There is none, it is damaged, or of a kind that is not read.</exception>
    public MatValue Read(string name) => Guard(() => source.Read(Known(name)));

    /// <summary>
    /// The part of an array of numbers with one index of its last dimension, counted from 0, without that dimension: image by image of a large
    /// file. Of version 7.3 only that part is read.
    /// </summary>
    /// <exception cref="DatasetException">There is no such array, it is damaged, or not an array of numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    public MatValue Read(string name, long last) => Guard(() => source.Read(Known(name), last));

    /// <summary>Lengths of the dimensions of an array.</summary>
    /// <exception cref="DatasetException">There is no such array, or it is damaged.</exception>
    public IReadOnlyList<long> SizeOf(string name) => Guard(() => source.SizeOf(Known(name)));

    /// <summary>Closes the file.</summary>
    public void Dispose() => source.Dispose();

    private string Known(string name) => Names.Contains(name)
        ? name
        : throw new InvalidDataException($"there is no value '{name}'; there are {string.Join(", ", Names)}");

    /// <summary>HDF5 libraries throw anything on damaged files; all of it is damage.</summary>
    private T Guard<T>(Func<T> read)
    {
        lock (gate)
            try
            {
                return read();
            }
            catch (Exception error) when (error is not (OutOfMemoryException or ArgumentOutOfRangeException { ParamName: "last" } or ObjectDisposedException or DatasetException))
            {
                throw new DatasetException(file, error is InvalidDataException ? error.Message : $"the MATLAB file is damaged: {error.Message}", error);
            }
    }
}
