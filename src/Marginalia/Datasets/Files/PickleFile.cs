using System.Buffers.Binary;
using System.Text;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads the Python pickles that data sets come in (protocols 2 to 4): dictionaries, lists, tuples, numbers, texts, bytes and NumPy arrays. Nothing
/// else is built and nothing is called, so that a file can do no harm. Python 2's texts, which are bytes, become texts of the same characters.
/// </summary>
internal sealed class PickleFile
{
    private static readonly object Mark = new();
    private readonly string file;
    private readonly byte[] content;
    private readonly Stack<object?> stack = new();
    private readonly Dictionary<int, object?> memo = [];
    private int at;

    private PickleFile(string file, byte[] content) => (this.file, this.content) = (file, content);

    /// <summary>What a callable in a pickle is known as here.</summary>
    private sealed record Callable(string Name);

    /// <summary>The dictionary that a file holds; texts and bytes as keys are the same.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged or holds something else.</exception>
    public static IReadOnlyDictionary<string, object?> ReadDictionary(string path)
    {
        var reader = new PickleFile(path, SourceFile.ReadBytes(path));
        try
        {
            return reader.Run() is Dictionary<object, object?> found
                ? found.ToDictionary(pair => Text(pair.Key), pair => pair.Value)
                : throw reader.Damaged("it holds no dictionary");
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidCastException or ArgumentException or KeyNotFoundException or OverflowException)
        {
            throw new DatasetException(path, $"the pickle is damaged at byte {reader.at}; fetch the file again", error);
        }
    }

    /// <summary>A text or the characters of bytes.</summary>
    public static string Text(object? value) => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : (string)value!;

    private object? Run()
    {
        while (true)
        {
            char code = (char)Take(1)[0];
            if (code == '.')
                return stack.Pop();
            Step(code);
        }
    }

    private void Step(char code)
    {
        switch (code)
        {
            case '\x80': Take(1); break; // protocol
            case '\x95': Take(8); break; // frame
            case '(': stack.Push(Mark); break;
            case '0': stack.Pop(); break;
            case '}': stack.Push(new Dictionary<object, object?>()); break;
            case ']': stack.Push(new List<object?>()); break;
            case ')': stack.Push(Array.Empty<object?>()); break;
            case 't': stack.Push(PopToMark()); break;
            case '\x85' or '\x86' or '\x87': stack.Push(Pop(code - '\x84')); break;
            case 'a': Append(Pop(1)); break;
            case 'e': Append(PopToMark()); break;
            case 's': SetItems(Pop(2)); break;
            case 'u': SetItems(PopToMark()); break;
            case 'N': stack.Push(null); break;
            case '\x88': stack.Push(true); break;
            case '\x89': stack.Push(false); break;
            case 'K': stack.Push((long)Take(1)[0]); break;
            case 'M': stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 'J': stack.Push((long)Int32()); break;
            case '\x8a': stack.Push(Long(Take(Take(1)[0]))); break;
            case 'G': stack.Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'U': stack.Push(Encoding.Latin1.GetString(Take(Take(1)[0]))); break;
            case 'T': stack.Push(Encoding.Latin1.GetString(Take(Int32()))); break;
            case 'X': stack.Push(Encoding.UTF8.GetString(Take(Int32()))); break;
            case '\x8c': stack.Push(Encoding.UTF8.GetString(Take(Take(1)[0]))); break;
            case 'C': stack.Push(Take(Take(1)[0]).ToArray()); break;
            case 'B': stack.Push(Take(Int32()).ToArray()); break;
            case '\x8e': stack.Push(Take(checked((int)BinaryPrimitives.ReadInt64LittleEndian(Take(8)))).ToArray()); break;
            case 'c': stack.Push(new Callable($"{Line()}.{Line()}")); break;
            case '\x93': stack.Push(Pop(2) is [string module, string name] ? new Callable($"{module}.{name}") : throw Damaged("a name is no text")); break;
            case 'R': stack.Push(Pop(2) is [Callable callable, object?[] arguments] ? Build(callable, arguments) : throw Damaged("a call has no callable")); break;
            case 'b': SetState(Pop(1)[0]); break;
            case 'h': stack.Push(memo[Take(1)[0]]); break;
            case 'j': stack.Push(memo[Int32()]); break;
            case 'q': memo[Take(1)[0]] = stack.Peek(); break;
            case 'r': memo[Int32()] = stack.Peek(); break;
            case '\x94': memo[memo.Count] = stack.Peek(); break;
            default: throw Damaged($"operation 0x{(int)code:X2} is not one of dictionaries, lists, numbers, texts and arrays");
        }
    }

    private object Build(Callable callable, object?[] arguments) => (callable.Name, arguments) switch
    {
        ("numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct", _) => new PickledArray(),
        ("numpy.dtype", [string type, ..]) => new PickledArray { Type = type },
        ("_codecs.encode", [string text, ..]) => Encoding.Latin1.GetBytes(text),
        ("__builtin__.bytes" or "builtins.bytes", []) => Array.Empty<byte>(),
        _ => throw Damaged($"it calls {callable.Name}, which is not built here"),
    };

    /// <summary>The state of an array is (version, shape, type, order, elements); that of a type holds its byte order, which one byte has not.</summary>
    private void SetState(object? state)
    {
        if (stack.Peek() is not PickledArray array)
            throw Damaged("a state belongs to no array");
        if (array.Type.Length > 0)
            return;
        if (state as object?[] is not [_, object?[] shape, PickledArray type, bool fortran, var elements])
            throw Damaged("an array has an unknown state");
        (array.Shape, array.Type, array.Fortran) = ([.. shape.Select(length => (long)length!)], type.Type, fortran);
        array.Data = elements as byte[] ?? Encoding.Latin1.GetBytes((string)elements!);
    }

    private void Append(object?[] items) => ((List<object?>)stack.Peek()!).AddRange(items);

    private void SetItems(object?[] items)
    {
        var target = (Dictionary<object, object?>)stack.Peek()!;
        for (int i = 0; i + 1 < items.Length; i += 2)
            target[Text(items[i])] = items[i + 1];
    }

    private object?[] Pop(int count)
    {
        var items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = stack.Pop();
        return items;
    }

    private object?[] PopToMark()
    {
        var items = new List<object?>();
        for (object? item = stack.Pop(); item != Mark; item = stack.Pop())
            items.Add(item);
        items.Reverse();
        return [.. items];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > content.Length - at)
            throw Damaged("the file ends too early");
        at += count;
        return content.AsSpan(at - count, count);
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private static long Long(ReadOnlySpan<byte> bytes) => (long)new System.Numerics.BigInteger(bytes);

    private string Line()
    {
        int length = content.AsSpan(at).IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(Take(length));
        Take(1);
        return line;
    }

    private DatasetException Damaged(string problem) => new(file, $"this is no pickle of a data set: {problem} (byte {at}); fetch the file again");
}
