namespace Marginalia.Training;

/// <summary>What was recorded during training: named columns of (step, value), for plots and claims.</summary>
public sealed class History
{
    private readonly Dictionary<string, List<(long Step, double Value)>> columns = [];

    /// <summary>Names of the columns, in order of first appearance.</summary>
    public IReadOnlyList<string> Names => [.. columns.Keys];

    /// <summary>The column of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public Column this[string name] => columns.TryGetValue(name, out var rows)
        ? new Column([.. rows.Select(row => (double)row.Step)], [.. rows.Select(row => row.Value)])
        : throw new KeyNotFoundException($"History: no column is named '{name}'; there are {string.Join(", ", columns.Keys)}.");

    /// <summary>Appends a value to a column, which begins with its first value.</summary>
    public void Record(long step, string name, double value)
    {
        if (!columns.TryGetValue(name, out var rows))
            columns[name] = rows = [];
        rows.Add((step, value));
    }

    /// <summary>Last values of the columns whose name is <paramref name="prefix"/> followed by a task's name, in the order of the tasks.</summary>
    /// <param name="prefix">For example <c>test/</c>.</param>
    /// <param name="tasks">Names of the tasks.</param>
    public double[] Last(string prefix, IEnumerable<string> tasks) => [.. tasks.Select(task => this[prefix + task].Last)];

    /// <summary>First values of the columns whose name is <paramref name="prefix"/> followed by a task's name, in the order of the tasks.</summary>
    /// <param name="prefix">For example <c>test/</c>.</param>
    /// <param name="tasks">Names of the tasks.</param>
    public double[] First(string prefix, IEnumerable<string> tasks) => [.. tasks.Select(task => this[prefix + task].Values[0])];

    /// <summary>Takes over all columns of another history in place of its own.</summary>
    internal void CopyFrom(History other)
    {
        columns.Clear();
        foreach (var (name, rows) in other.columns)
            columns[name] = [.. rows];
    }

    /// <summary>Writes all columns, bit by bit.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(columns.Count);
        foreach (var (name, rows) in columns)
        {
            writer.Write(name);
            writer.Write(rows.Count);
            foreach (var (step, value) in rows)
            {
                writer.Write(step);
                writer.Write(value);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal static History Read(BinaryReader reader)
    {
        var history = new History();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string name = reader.ReadString();
            history.columns[name] = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => (reader.ReadInt64(), reader.ReadDouble()))];
        }

        return history;
    }
}
