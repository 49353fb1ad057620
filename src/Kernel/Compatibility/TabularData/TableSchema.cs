namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>The columns of a table.</summary>
public class TableSchema
{
    /// <summary>Names of the columns that tell rows apart.</summary>
    public List<string> PrimaryKey { get; init; } = [];

    /// <summary>The columns.</summary>
    public TableDataFieldDescriptors Fields { get; init; } = [];
}
