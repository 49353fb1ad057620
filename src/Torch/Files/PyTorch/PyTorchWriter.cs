using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes files that <c>torch.load</c> reads, byte for byte as PyTorch 1.13 does.</summary>
static class PyTorchWriter
{
    const int Batch = 1000; // Python sets this many items of a dictionary at a time

    // The source of the module that C++ puts a tensor into, and where it came from (nowhere).
    static readonly byte[] Source = "class Module(Module):\n  __parameters__ = [\"0\", ]\n  __buffers__ = []\n  __annotations__ = []\n  __annotations__[\"0\"] = Tensor\n"u8.ToArray();
    static readonly byte[] Debug = [.. "\u0002"u8.ToArray().Prepend((byte)0x80), .. "X\u0018\0\0\0FORMAT_WITH_STRING_TABLEq\0X\0\0\0\0q\u0001"u8, 0x85, .. "q\u0002K\0ctorch.jit._pickle\nbuild_intlist\nq\u0003(](etRK\0K\0"u8, 0x87,
        .. "q\u0004K\0K\0"u8, 0x87, .. "K\0"u8, 0x87, 0x85, .. "q\u0005"u8, 0x85 + 2, (byte)'.'];

    /// <summary>What is written of a tensor: its memory as it lies, or a copy in row-major order if that has holes.</summary>
    static Tensor Dense(Tensor tensor) => tensor.detach().cpu() is var t && HasHoles(t) ? t.contiguous() : t;

    static bool HasHoles(Tensor tensor)
    {
        long expected = 1;
        foreach (var (stride, length) in tensor.stride().Zip(tensor.shape).Where(d => d.Second != 1).OrderBy(d => d.First))
        {
            if (stride != expected) return tensor.numel() > 0;
            expected *= length;
        }
        return false;
    }

    /// <summary>As C++ saves a tensor: the only field of a TorchScript module.</summary>
    internal static void WriteTensor(Stream stream, string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var dense = Dense(Supported(tensor, "the tensor"));
        var pickle = new PickleWriter();
        pickle.Global("__torch__", "Module");
        pickle.Put([(byte)')', 0x81, (byte)'}', (byte)'(']);
        pickle.Text("0");
        pickle.Tensor("0", dense.dtype, dense.numel(), dense.shape, dense.stride(), tensor.requires_grad, python: false);
        pickle.Code('u');
        pickle.Code('b');
        pickle.Memo();
        var zip = new StoredZipWriter(stream, name);
        WriteStorage(zip, "0", dense);
        zip.Add("data.pkl", pickle.Finish());
        zip.Add("code/__torch__.py", Source);
        zip.Add("code/__torch__.py.debug_pkl", Debug);
        zip.Add("constants.pkl", [0x80, 2, (byte)')', (byte)'.']);
        zip.Add("version", "3\n"u8.ToArray());
        zip.Finish();
    }

    /// <summary>As Python saves a dictionary of tensors.</summary>
    internal static void WriteState(Stream stream, string name, IReadOnlyDictionary<string, Tensor> state)
    {
        using var scope = NewDisposeScope();
        var pickle = new PickleWriter();
        var storages = new List<Tensor>();
        var keys = new Dictionary<(nint, ScalarType, long), string>();
        pickle.Code('}');
        pickle.Memo();
        foreach (var batch in state.Chunk(Batch))
        {
            if (batch.Length > 1) pickle.Code('(');
            foreach (var (title, tensor) in batch)
            {
                pickle.Text(title);
                var dense = Dense(Supported(tensor, title));
                var identity = (Address(dense), dense.dtype, dense.numel());
                if (identity.Item3 == 0 || !keys.TryGetValue(identity, out var key))
                {
                    keys[identity] = key = storages.Count.ToString();
                    storages.Add(dense);
                }
                pickle.Tensor(key, dense.dtype, dense.numel(), dense.shape, dense.stride(), requiresGrad: false, python: true);
            }
            pickle.Code(batch.Length > 1 ? 'u' : 's');
        }
        var zip = new StoredZipWriter(stream, name);
        zip.Add("data.pkl", pickle.Finish());
        foreach (var key in Enumerable.Range(0, storages.Count).OrderBy(i => i.ToString(), StringComparer.Ordinal)) WriteStorage(zip, key.ToString(), storages[key]); // as Python orders them
        zip.Add("version", "3\n"u8.ToArray());
        zip.Finish();
    }

    static void WriteStorage(StoredZipWriter zip, string key, Tensor dense) =>
        zip.Add($"data/{key}", FileElements.Bytes(dense.dtype, dense.shape), stream => TensorData.WriteMemory(stream, dense));

    static Tensor Supported(Tensor tensor, string name) => FileElements.Size(tensor.dtype) > 0 ? tensor : throw new NotSupportedException($"{name} has the element type {tensor.dtype}, which cannot be saved; convert it first.");

    static unsafe nint Address(Tensor tensor)
    {
        nint start;
        NativeError.Check(Native.mt_data(tensor.Handle, &start));
        GC.KeepAlive(tensor);
        return start;
    }
}
