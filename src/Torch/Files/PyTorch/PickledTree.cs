using System.Numerics;

namespace TorchSharp;

/// <summary>Finds the tensors in what was pickled, however nested.</summary>
sealed class PickledTree(string file)
{
    const int Deepest = 64;
    const int MostValues = 10_000_000;

    readonly OrderedDictionary<string, PickledTensor> found = [];
    int visited;

    /// <summary>The tensors by their names joined by dots; the only one has no name.</summary>
    internal IReadOnlyList<(string Name, PickledTensor Tensor)> Tensors(object? root)
    {
        Visit("", root, 0);
        return [.. found.Select(f => (f.Key, f.Value))];
    }

    void Visit(string name, object? value, int depth)
    {
        if (depth > Deepest) throw Damaged("it is nested too deeply, or within itself");
        if (++visited > MostValues) throw Damaged("it has too many values");
        switch (value)
        {
            case PickledTensor tensor:
                if (!found.TryAdd(name, tensor)) found[name] = tensor; // Python's dictionaries keep the last
                break;
            case PickledDict dict:
                foreach (var (key, item) in dict.Pairs) Visit(Join(name, key), item, depth + 1);
                break;
            case PickledModule module:
                foreach (var (key, item) in module.Pairs) Visit(Join(name, key), item, depth + 1);
                break;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++) Visit(Join(name, (long)i), list[i], depth + 1);
                break;
            case object?[] tuple:
                for (var i = 0; i < tuple.Length; i++) Visit(Join(name, (long)i), tuple[i], depth + 1);
                break;
        }
    }

    static string Join(string name, object? key)
    {
        var text = key is string or long or double or bool or BigInteger ? key.ToString()! : "?";
        return name.Length == 0 ? text : $"{name}.{text}";
    }

    InvalidDataException Damaged(string why) => new($"{file} cannot be read: {why}.");
}
