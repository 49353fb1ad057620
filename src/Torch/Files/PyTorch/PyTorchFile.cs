using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reads files of <c>torch.save</c>: zip archives, and the format before PyTorch 1.6.</summary>
sealed class PyTorchFile : IDisposable
{
    static readonly BigInteger LegacyMagic = BigInteger.Parse("119547037146038801333356");
    const long LegacyProtocol = 1001;
    static ReadOnlySpan<byte> ZipMagic => "PK\u0003\u0004"u8;

    readonly FileStream file;
    readonly StoredZip? zip;
    readonly string folder = "";
    readonly Dictionary<(string, ScalarType), Tensor> storages = [];
    readonly Dictionary<string, int> users = [];

    /// <summary>Reads everything but the elements.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another kind, or refers to names that are not allowed.</exception>
    internal PyTorchFile(string location)
    {
        file = SafeFile.OpenRead(location);
        var complete = false;
        try
        {
            if (Begins(ZipMagic))
            {
                zip = new(file);
                folder = Folder(zip);
                if (zip.Contains($"{folder}byteorder") && !zip.Read($"{folder}byteorder").AsSpan().SequenceEqual("little"u8)) throw Damaged("its numbers are big-endian");
                using var pickle = new MemoryStream(zip.Read($"{folder}data.pkl"));
                Root = new Unpickler(pickle, file.Name).Read();
            }
            else if (Begins([0x80])) Root = ReadLegacy();
            else throw Damaged("it is neither a zip archive of PyTorch nor begins as PyTorch's older format");
            Tensors = new PickledTree(file.Name).Tensors(Root);
            users = Tensors.CountBy(t => t.Tensor.Storage.Key).ToDictionary();
            complete = true;
        }
        finally
        {
            if (!complete) Dispose();
        }
    }

    /// <summary>What was saved.</summary>
    internal object? Root { get; }

    /// <summary>All tensors in it, by their names joined by dots.</summary>
    internal IReadOnlyList<(string Name, PickledTensor Tensor)> Tensors { get; } = [];

    bool Begins(ReadOnlySpan<byte> with)
    {
        Span<byte> start = stackalloc byte[with.Length];
        file.Position = 0;
        var length = file.ReadAtLeast(start, with.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..length].SequenceEqual(with);
    }

    string Folder(StoredZip archive) => archive.Names.FirstOrDefault(n => n.EndsWith("/data.pkl", StringComparison.Ordinal) && n.Count(c => c == '/') == 1) is { } name
        ? name[..^"data.pkl".Length]
        : throw Damaged("it is a zip archive without data.pkl");

    /// <summary>Three pickles about the format, one of the object, one of the storages' keys, then the storages.</summary>
    object? ReadLegacy()
    {
        if (new Unpickler(file, file.Name).Read() is not BigInteger magic || magic != LegacyMagic) throw Damaged("it does not begin as PyTorch's older format does");
        if (new Unpickler(file, file.Name).Read() is not LegacyProtocol) throw Damaged("its format has an unknown number");
        if (new Unpickler(file, file.Name).Read() is PickledDict system && system.Pairs.Contains(("little_endian", false))) throw Damaged("its numbers are big-endian");
        var root = new Unpickler(file, file.Name).Read();
        if (new Unpickler(file, file.Name).Read() is not List<object?> keys) throw Damaged("the list of its storages is missing");
        var types = new Dictionary<string, PickledStorage>();
        foreach (var (_, tensor) in new PickledTree(file.Name).Tensors(root)) types[tensor.Storage.Key] = tensor.Storage;
        foreach (var key in keys) ReadLegacyStorage(key as string ?? throw Damaged("a storage has no key"), types);
        return root;
    }

    void ReadLegacyStorage(string key, Dictionary<string, PickledStorage> wanted)
    {
        Span<byte> number = stackalloc byte[8];
        if (file.ReadAtLeast(number, 8, throwOnEndOfStream: false) < 8) throw Damaged($"it is truncated before storage {key}");
        if (!wanted.TryGetValue(key, out var storage)) throw Damaged($"storage {key} is of no tensor");
        var count = BitConverter.ToInt64(number);
        if (count != storage.Count) throw Damaged($"storage {key} has {count} elements instead of {storage.Count}");
        if (FileElements.Bytes(storage.Type, [count]) is var bytes && (bytes < 0 || bytes > file.Length - file.Position)) throw Damaged($"it is truncated within storage {key}");
        var data = empty(count, storage.Type).DetachFromDisposeScope();
        if (!storages.TryAdd((key, storage.Type), data)) throw Damaged($"it has storage {key} twice");
        TensorData.Read(file, data);
    }

    /// <summary>A tensor's elements. Tensors of one storage share their memory, as in PyTorch.</summary>
    internal Tensor Read(string name, PickledTensor tensor)
    {
        Tensor result;
        if (zip is not null && users[tensor.Storage.Key] == 1 && tensor.IsWhole)
        {
            result = empty(tensor.Shape, tensor.Storage.Type);
            ReadStorage(name, tensor.Storage, result);
        }
        else result = Ops.as_strided.Call(Storage(name, tensor.Storage), tensor.Shape, tensor.Strides, tensor.Offset);
        return tensor.RequiresGrad ? result.requires_grad_() : result;
    }

    Tensor Storage(string name, PickledStorage storage)
    {
        if (storages.TryGetValue((storage.Key, storage.Type), out var data)) return data;
        if (zip is null) throw Damaged($"it has no storage {storage.Key}, which {name} needs");
        if (FileElements.Bytes(storage.Type, [storage.Count]) != zip.Size(Entry(storage))) throw WrongSize(name, storage);
        data = empty(storage.Count, storage.Type).DetachFromDisposeScope();
        storages.Add((storage.Key, storage.Type), data);
        ReadStorage(name, storage, data);
        return data;
    }

    void ReadStorage(string name, PickledStorage storage, Tensor target)
    {
        if (FileElements.Bytes(storage.Type, [storage.Count]) != zip!.Size(Entry(storage))) throw WrongSize(name, storage);
        try
        {
            zip.Read(Entry(storage), target);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    string Entry(PickledStorage storage) => $"{folder}data/{storage.Key}";

    InvalidDataException WrongSize(string name, PickledStorage storage) =>
        Damaged($"{name} needs {storage.Count} elements of {storage.Type}, but its storage {storage.Key} has {zip!.Size(Entry(storage))} bytes");

    internal InvalidDataException Damaged(string why) => new($"{file.Name} cannot be read: {why}.");

    public void Dispose()
    {
        foreach (var storage in storages.Values) storage.Dispose();
        file.Dispose();
    }
}
