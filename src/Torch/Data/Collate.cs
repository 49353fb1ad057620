using System.Collections;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Data;

/// <summary>How items become a batch, and which tensors a batch consists of.</summary>
static class Collate
{
    /// <summary>Stacks the tensors of each name.</summary>
    internal static Dictionary<string, Tensor> Named(IEnumerable<Dictionary<string, Tensor>> items, Device device)
    {
        var all = items.ToList();
        return all[0].Keys.ToDictionary(name => name, name => Stack(all.Select((item, i) => item.TryGetValue(name, out var tensor) ? tensor : throw new KeyNotFoundException($"Item {i} of the batch has no '{name}', but item 0 has; it has {string.Join(", ", item.Keys)}.")), device));
    }

    /// <summary>Stacks the tensors of each place.</summary>
    internal static IList<Tensor> Listed(IEnumerable<IList<Tensor>> items, Device device)
    {
        var all = items.ToList();
        if (all.FindIndex(item => item.Count != all[0].Count) is > 0 and var odd) throw new ArgumentException($"Item {odd} of the batch has {all[odd].Count} tensors, but item 0 has {all[0].Count}.", nameof(items));
        return [.. Enumerable.Range(0, all[0].Count).Select(place => Stack(all.Select(item => item[place]), device))];
    }

    static Tensor Stack(IEnumerable<Tensor> tensors, Device device)
    {
        var stacked = Ops.stack.Call(Arg.Tensors([.. tensors]), 0);
        return stacked.device_type == device.type && (device.index < 0 || stacked.device_index == device.index) ? stacked : stacked.to(device, disposeAfter: true);
    }

    /// <summary>The tensors in a batch, if its type tells: a tensor, or a list, dictionary or tuple of such. Null if it does not.</summary>
    internal static List<Tensor>? TensorsIn(object? batch)
    {
        var found = new List<Tensor>();
        return Search(batch, found) ? found : null;
    }

    static bool Search(object? value, List<Tensor> found)
    {
        switch (value)
        {
            case null or string:
                return true;
            case Tensor tensor:
                found.Add(tensor);
                return true;
            case ITuple tuple:
                return Enumerable.Range(0, tuple.Length).All(i => Search(tuple[i], found));
            case IDictionary dictionary:
                return dictionary.Values.Cast<object?>().All(item => Search(item, found));
            case ICollection collection:
                return collection.Cast<object?>().All(item => Search(item, found));
            default:
                return value.GetType() is var type && (type.IsPrimitive || type.IsEnum);
        }
    }
}
