using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps its entries in the order in which they were added; they have positions as well.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    readonly OrderedDictionary<TKey, TValue> table = [];

    internal OrderedDict<TKey, TValue> Copy()
    {
        var copy = new OrderedDict<TKey, TValue>();
        foreach (var (key, value) in table) copy.Add(key, value);
        return copy;
    }

    /// <inheritdoc/>
    public int Count => table.Count;
    /// <inheritdoc/>
    public bool IsReadOnly => false;
    /// <inheritdoc/>
    public ICollection<TKey> Keys => [.. table.Keys];
    /// <inheritdoc/>
    public ICollection<TValue> Values => [.. table.Values];

    /// <summary>The value of a key; setting it adds the key at the end or replaces the value in its place.</summary>
    public TValue this[TKey key]
    {
        get => table[key];
        set => table[key] = value;
    }

    /// <summary>The entry at a position; setting it replaces key and value.</summary>
    public (TKey, TValue) this[int index]
    {
        get => table.GetAt(index) is var entry ? (entry.Key, entry.Value) : default;
        set => table.SetAt(index, value.Item1, value.Item2);
    }

    /// <summary>The keys, in order.</summary>
    public IEnumerable<TKey> keys() => table.Keys;
    /// <summary>The values, in order.</summary>
    public IEnumerable<TValue> values() => table.Values;
    /// <summary>The entries, in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();
    /// <summary>Removes everything.</summary>
    public void clear() => table.Clear();

    /// <inheritdoc/>
    public void Add(TKey key, TValue value) => table.Add(key, value);
    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);
    /// <inheritdoc/>
    public void Insert(int index, (TKey, TValue) item) => table.Insert(index, item.Item1, item.Item2);
    /// <inheritdoc/>
    public void Clear() => clear();
    /// <inheritdoc/>
    public void RemoveAt(int index) => table.RemoveAt(index);
    /// <inheritdoc/>
    public bool Remove(TKey key) => table.Remove(key);
    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => table.ContainsKey(key);
    /// <inheritdoc/>
    public bool Contains((TKey, TValue) item) => IndexOf(item) >= 0;
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));
    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => table.TryGetValue(key, out value);

    /// <inheritdoc/>
    public int IndexOf((TKey, TValue) item)
    {
        var index = table.IndexOf(item.Item1);
        return index >= 0 && Same(table.GetAt(index).Value, item.Item2) ? index : -1;
    }

    // Tensors are compared as objects: their == compares numbers.
    static bool Same(TValue a, TValue b) => typeof(TValue).IsValueType ? EqualityComparer<TValue>.Default.Equals(a, b) : ReferenceEquals(a, b) || a is not torch.Tensor && Equals(a, b);

    /// <inheritdoc/>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (var item in this) array[arrayIndex++] = item;
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<TKey, TValue>>)table).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (var (key, value) in table) yield return (key, value);
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => table.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
