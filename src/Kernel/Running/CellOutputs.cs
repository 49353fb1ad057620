using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Running;

/// <summary>The outputs of one cell while it runs.</summary>
internal sealed class CellOutputs(int executionCount)
{
    readonly List<CellOutput?> _items = [];
    readonly Dictionary<string, TerminalStream> _streams = [];

    public int ExecutionCount => executionCount;

    /// <summary>Characters of its console text, as a terminal would show it.</summary>
    public int TextLength => _streams.Values.Sum(stream => stream.Length);

    /// <summary>Whether something has changed since <see cref="ToList"/>.</summary>
    public bool Changed { get; private set; } = true;

    public int Add(CellOutput output)
    {
        Changed = true;
        _items.Add(output);
        return _items.Count - 1;
    }

    public void Replace(int index, CellOutput output)
    {
        Changed = true;
        _items[index] = output;
    }

    /// <summary>Console text; it belongs to the last output when that is of the same stream.</summary>
    public void AddText(string name, string text)
    {
        if (!_streams.TryGetValue(name, out var stream))
            _streams[name] = stream = new();
        if (_items.LastOrDefault() is not StreamOutput last || last.Name != name)
            stream.Begin(Add(new StreamOutput(name, "")));
        stream.Write(text);
        Changed = true;
    }

    /// <summary>The outputs so far; stream outputs hold what a terminal would show, and empty ones are left out.</summary>
    public IReadOnlyList<CellOutput> ToList()
    {
        Changed = false;
        return [.. _items.Select((item, index) => item is StreamOutput stream ? stream with { Text = _streams[stream.Name].TextOf(index) } : item)
            .OfType<CellOutput>().Where(item => item is not StreamOutput { Text: "" })];
    }
}
