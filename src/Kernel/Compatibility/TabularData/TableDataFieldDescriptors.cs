using System.Collections;

namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>The columns of a table, in order and by name.</summary>
public class TableDataFieldDescriptors : IReadOnlyCollection<TableSchemaFieldDescriptor>
{
    readonly List<TableSchemaFieldDescriptor> _fields = [];

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <summary>The column of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TableSchemaFieldDescriptor this[string name] =>
        _fields.Find(field => field.Name == name) ?? throw new KeyNotFoundException($"There is no column {name}; there are {string.Join(", ", _fields.Select(field => field.Name))}");

    /// <summary>Whether there is a column of this name.</summary>
    public bool Contains(string name) => _fields.Exists(field => field.Name == name);

    /// <summary>Adds a column at the end.</summary>
    public void Add(TableSchemaFieldDescriptor descriptor) => _fields.Add(descriptor);

    /// <inheritdoc/>
    public IEnumerator<TableSchemaFieldDescriptor> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
