using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>The containers that are lists and dictionaries at once.</summary>
public class DictionaryTests
{
    static readonly string[] Names = ["z", "a", "m"];

    /// <summary>Everything that a dictionary with an order can do, on three items and a fourth one.</summary>
    static void Check<T>(IDictionary<string, T> table, IList<(string, T)> list, T[] items, Func<IEnumerable<string>>? registered) where T : class
    {
        var (first, second, third, other) = (items[0], items[1], items[2], items[3]);
        table.Add("z", first);
        list.Add(("a", second));
        table.Add(KeyValuePair.Create("m", third));
        Same("z", "a", "m");
        Assert.Throws<ArgumentException>(() => table.Add("a", other));
        Assert.Throws<KeyNotFoundException>(() => table["nothing"]);
        Assert.Same(second, table["a"]);
        Assert.Equal(("m", third), list[2]);
        table["a"] = other;
        Same("z", "a", "m");
        Assert.Equal((1, -1, -1), (list.IndexOf(("a", other)), list.IndexOf(("a", second)), list.IndexOf(("q", other))));
        list[1] = ("b", second);
        Same("z", "b", "m");
        list.Insert(1, ("i", other));
        Same("z", "i", "b", "m");
        Assert.True(table.ContainsKey("i") && table.Contains(KeyValuePair.Create("i", other)) && list.Contains(("i", other)));
        Assert.False(table.ContainsKey("a") || table.Contains(KeyValuePair.Create("i", first)));
        Assert.True(table.TryGetValue("b", out var found) && ReferenceEquals(found, second));
        Assert.False(table.TryGetValue("nothing", out _));
        list.RemoveAt(0);
        Same("i", "b", "m");
        Assert.True(table.Remove("b") && list.Remove(("m", third)));
        Assert.False(table.Remove("b") || list.Remove(("i", first)) || table.Remove(KeyValuePair.Create("i", first)));
        Same("i");
        var (pairs, entries) = (new (string, T)[2], new KeyValuePair<string, T>[2]);
        list.CopyTo(pairs, 1);
        table.CopyTo(entries, 1);
        Assert.Equal((("i", other), "i"), (pairs[1], entries[1].Key));
        Assert.False(table.IsReadOnly);
        list.Clear();
        Same();

        void Same(params string[] names)
        {
            Assert.Equal(names, table.Keys);
            Assert.Equal(names, list.Select(i => i.Item1));
            Assert.Equal(names, table.Select(i => i.Key));
            Assert.Equal(names.Length, table.Values.Count);
            if (registered is not null) Assert.Equal(names, registered());
        }
    }

    [Fact]
    public void A_dictionary_keeps_its_order()
    {
        var table = new OrderedDict<string, Tensor>();
        Check(table, table, [.. Enumerable.Range(0, 4).Select(_ => ones(1))], null);
        foreach (var name in Names) table[name] = zeros(1);
        Assert.Equal(Names, table.keys());
        Assert.Equal(3, table.values().Count());
        using var items = table.items();
        Assert.True(items.MoveNext() && items.Current.Item1 == "z");
        table.clear();
        Assert.Empty(table.keys());
    }

    [Fact]
    public void A_dictionary_of_modules_registers_them()
    {
        var m = ModuleDict<Linear>();
        Check(m, m, [.. Enumerable.Range(0, 4).Select(_ => Linear(1, 1))], () => m.named_children().Select(c => c.name));
        var mixed = ModuleDict(("z", (Module)Linear(1, 2)), ("a", ReLU()));
        Assert.Equal(["z.weight", "z.bias"], mixed.named_parameters().Select(p => p.name));
        Assert.Equal(["z", "a"], mixed.keys());
        Assert.Equal(2, mixed.values().Count());
        mixed.clear();
        Assert.Empty(mixed.parameters());
        Assert.Throws<ArgumentException>(() => mixed.Add("a.b", ReLU()));
    }

    [Fact]
    public void A_dictionary_of_parameters_registers_them()
    {
        var m = ParameterDict();
        Check(m, m, [.. Enumerable.Range(0, 4).Select(_ => new Parameter(ones(1)))], () => m.named_parameters().Select(p => p.name));
        Assert.Equal(["k"], ParameterDict(("k", new Parameter(ones(1)))).state_dict().Keys);
    }

    [Fact]
    public void A_list_of_parameters_registers_them_by_position()
    {
        var (a, b, c) = (new Parameter(ones(1)), new Parameter(ones(1)), new Parameter(ones(1)));
        var m = ParameterList(a);
        m.append(b);
        m.Insert(0, c);
        Assert.Equal([("0", c), ("1", a), ("2", b)], m.named_parameters());
        m[0] = b;
        Assert.Equal(1, m.IndexOf(a));
        Assert.True(m.Remove(a) && m.Contains(b) && !m.Contains(a));
        Assert.Equal([b, b], m);
        m.RemoveAt(0);
        Assert.Equal([("0", b)], m.named_parameters());
        m.extend([a, c]);
        var copy = new Parameter[4];
        m.CopyTo(copy, 1);
        Assert.Equal([null!, b, a, c], copy);
        Assert.Equal((3, false), (m.Count, m.IsReadOnly));
        m.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, m[1].dtype);
        m.Clear();
        Assert.Empty(m.parameters());
    }
}
