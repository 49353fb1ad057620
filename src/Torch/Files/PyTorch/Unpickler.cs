using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TorchSharp;

/// <summary>
/// Reads the part of Python's pickle language that state dictionaries need. Nothing is ever executed: names outside of
/// <see cref="PickleNames"/> are refused by name, and calls of the allowed ones are interpreted by <see cref="PickledCalls"/>.
/// </summary>
sealed class Unpickler(Stream stream, string file)
{
    static readonly object Mark = new();

    readonly List<object?> stack = [];
    readonly Dictionary<long, object?> memo = [];
    readonly PickledCalls calls = new(file);

    /// <summary>Reads one pickle, up to its end; the stream then stands behind it.</summary>
    /// <exception cref="InvalidDataException">The pickle is damaged, or wants more than is allowed.</exception>
    internal object? Read()
    {
        while (true)
        {
            var code = Byte();
            if (code == '.') return Pop();
            Execute(code);
        }
    }

    void Execute(int code)
    {
        switch (code)
        {
            case 0x80: Byte(); break; // PROTO
            case 0x95: Bytes(8); break; // FRAME
            case '(': Push(Mark); break;
            case '0': Pop(); break;
            case '1': PopMark(); break;
            case 'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case 'K': Push((long)Byte()); break;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
            case 0x8a: PushLong(Bytes(Byte())); break;
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case 'X': Push(Text(Length4())); break;
            case 0x8c: Push(Text(Byte())); break; // SHORT_BINUNICODE
            case 0x8d: Push(Text(Length8())); break; // BINUNICODE8
            case 'U': Push(Text(Byte())); break; // Python 2
            case 'T': Push(Text(Length4())); break;
            case ')': Push(Array.Empty<object?>()); break;
            case 't': Push(PopMark()); break;
            case 0x85: PushTuple(1); break;
            case 0x86: PushTuple(2); break;
            case 0x87: PushTuple(3); break;
            case ']': Push(new List<object?>()); break;
            case 'a': Append([Pop()]); break;
            case 'e': Append(PopMark()); break;
            case '}': Push(new PickledDict()); break;
            case 's': PushTuple(2); SetItems((object?[])Pop()!); break;
            case 'u': SetItems(PopMark()); break;
            case 'q': memo[Byte()] = Peek(); break;
            case 'r': memo[Length4()] = Peek(); break;
            case 0x94: memo[memo.Count] = Peek(); break; // MEMOIZE
            case 'h': Push(Remembered(Byte())); break;
            case 'j': Push(Remembered(Length4())); break;
            case 'c': Push(Name(Line(), Line())); break;
            case 0x93: StackName(); break;
            case 'R': Call(); break;
            case 0x81: Call(); break; // NEWOBJ
            case 'b': Build(); break;
            case 'Q': Push(calls.Storage(Pop())); break;
            default: throw Damaged($"it holds the pickle code 0x{code:x2}, which no state dictionary needs");
        }
    }

    PickledName Name(string module, string name) => PickleNames.Allowed($"{module}.{name}")
        ? new($"{module}.{name}")
        : throw Damaged($"it refers to {module}.{name}, which is not among the few names that a file of tensors needs. Nothing of it was executed. Save state_dict() instead, with tensors, numbers and strings only");

    void StackName()
    {
        if (Pop() is not string name || Pop() is not string module) throw Damaged("a name is no string");
        Push(Name(module, name));
    }

    void Call()
    {
        if (Pop() is not object?[] arguments || Pop() is not PickledName name) throw Damaged("a call has no name or no arguments");
        Push(calls.Call(name.Name, arguments));
    }

    /// <summary>Sets attributes: the fields of a C++ module are what it holds; those of a dictionary (_metadata) are not needed.</summary>
    void Build()
    {
        var state = Pop();
        if (Peek() is PickledModule module && state is PickledDict fields) module.Pairs.AddRange(fields.Pairs);
        else if (Peek() is not PickledDict) throw Damaged("attributes are set of something that is no dictionary");
    }

    void Append(object?[] items)
    {
        if (Peek() is not List<object?> list) throw Damaged("items are added to something that is no list");
        list.AddRange(items);
    }

    void SetItems(object?[] items)
    {
        if (Peek() is not PickledDict dict || items.Length % 2 != 0) throw Damaged("items are set of something that is no dictionary");
        for (var i = 0; i < items.Length; i += 2) dict.Pairs.Add((items[i], items[i + 1]));
    }

    void Push(object? value) => stack.Add(value);

    object? Peek() => stack.Count > 0 && stack[^1] != Mark ? stack[^1] : throw Damaged("its stack runs empty");

    object? Pop()
    {
        var value = Peek();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    object?[] PopMark()
    {
        var mark = stack.LastIndexOf(Mark);
        if (mark < 0) throw Damaged("its stack has no mark");
        object?[] items = [.. stack[(mark + 1)..]];
        stack.RemoveRange(mark, stack.Count - mark);
        return items;
    }

    void PushTuple(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--) items[i] = Pop();
        Push(items);
    }

    object? Remembered(long index) => memo.TryGetValue(index, out var value) ? value : throw Damaged($"it refers to object {index}, which it has not made");

    void PushLong(byte[] bytes)
    {
        var value = new BigInteger(bytes);
        if (value >= long.MinValue && value <= long.MaxValue) Push((long)value);
        else Push(value);
    }

    int Byte() => stream.ReadByte() is >= 0 and var value ? value : throw Damaged("its pickle is truncated");

    long Length4() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    long Length8() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    byte[] Bytes(long count)
    {
        if (count < 0 || count > stream.Length - stream.Position || count > Array.MaxLength) throw Damaged("its pickle is truncated");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    string Text(long length) => Encoding.UTF8.GetString(Bytes(length));

    string Line()
    {
        const int Longest = 1 << 10;
        var line = new StringBuilder();
        for (var value = Byte(); value != '\n'; value = Byte())
        {
            if (line.Length == Longest) throw Damaged("a name is too long");
            line.Append((char)value);
        }
        return line.ToString();
    }

    InvalidDataException Damaged(string why) => new($"{file} cannot be read: {why}.");
}
