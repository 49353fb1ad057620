using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes pickles (protocol 2), as Python or C++ would.</summary>
sealed class PickleWriter
{
    readonly List<byte> bytes = [];
    readonly Dictionary<string, int> remembered = [];
    int memoCount;

    internal PickleWriter() => Put([0x80, 2]);

    internal byte[] Finish()
    {
        Code('.');
        return bytes.ToArray();
    }

    internal void Code(char code) => bytes.Add((byte)code);

    internal void Put(ReadOnlySpan<byte> data) => bytes.AddRange(data);

    /// <summary>Remembers what was written last.</summary>
    internal void Memo()
    {
        if (memoCount < 256) Put([(byte)'q', (byte)memoCount]);
        else Put([(byte)'r', .. BitConverter.GetBytes(memoCount)]);
        memoCount++;
    }

    /// <summary>True if this was written before; then a reference to it is enough.</summary>
    bool Recall(string key)
    {
        if (!remembered.TryGetValue(key, out var index))
        {
            remembered.Add(key, memoCount);
            return false;
        }
        if (index < 256) Put([(byte)'h', (byte)index]);
        else Put([(byte)'j', .. BitConverter.GetBytes(index)]);
        return true;
    }

    internal void Global(string module, string name)
    {
        if (Recall($"c{module} {name}")) return;
        Put(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        Memo();
    }

    /// <summary>A string; equal ones are written once.</summary>
    internal void Text(string value)
    {
        if (Recall($"X{value}")) return;
        var data = Encoding.UTF8.GetBytes(value);
        Put([(byte)'X', .. BitConverter.GetBytes(data.Length)]);
        Put(data);
        Memo();
    }

    internal void Bool(bool value) => Put([value ? (byte)0x88 : (byte)0x89]);

    internal void Int(long value)
    {
        if (value is >= 0 and <= byte.MaxValue) Put([(byte)'K', (byte)value]);
        else if (value is >= 0 and <= ushort.MaxValue) Put([(byte)'M', (byte)value, (byte)(value >> 8)]);
        else if (value is >= int.MinValue and <= int.MaxValue) Put([(byte)'J', .. BitConverter.GetBytes((int)value)]);
        else Put([0x8a, 8, .. BitConverter.GetBytes(value)]);
    }

    /// <summary>A tuple of numbers as Python writes it (remembered, short forms) or as C++ does.</summary>
    internal void Ints(ReadOnlySpan<long> values, bool python)
    {
        var marked = !python || values.Length > 3;
        if (python && values.Length == 0)
        {
            Code(')');
            return;
        }
        if (marked) Code('(');
        foreach (var value in values) Int(value);
        if (marked) Code('t');
        else Put([(byte)(0x84 + values.Length)]);
        if (python) Memo();
    }

    /// <summary>A tensor of the storage <paramref name="key"/>.</summary>
    internal void Tensor(string key, ScalarType type, long count, long[] shape, long[] strides, bool requiresGrad, bool python)
    {
        Global("torch._utils", "_rebuild_tensor_v2");
        Code('(');
        Code('(');
        Text("storage");
        Global("torch", PickleNames.StorageOf(type));
        Text(key);
        Text("cpu");
        Int(count);
        Code('t');
        if (python) Memo();
        Code('Q');
        if (!python) Memo();
        Int(0);
        Ints(shape, python);
        Ints(strides, python);
        Bool(requiresGrad);
        Global("collections", "OrderedDict");
        Code(')');
        Code('R');
        if (python) Memo();
        Code('t');
        if (python) Memo();
        Code('R');
        Memo();
    }
}
