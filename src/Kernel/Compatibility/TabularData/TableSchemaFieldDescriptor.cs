namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>A column of a table.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">What its values are.</param>
/// <param name="description">What it says.</param>
/// <param name="format">How its values are written.</param>
public class TableSchemaFieldDescriptor(string name, TableSchemaFieldType? type = TableSchemaFieldType.Null, string? description = null, string? format = null)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it says.</summary>
    public string? Description => description;

    /// <summary>How its values are written.</summary>
    public string? Format => format;

    /// <summary>What its values are.</summary>
    public TableSchemaFieldType Type => type ?? TableSchemaFieldType.Null;
}
