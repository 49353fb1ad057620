namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>What the values of a column are.</summary>
public enum TableSchemaFieldType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>JSON objects.</summary>
    Object,

    /// <summary>Nothing is known.</summary>
    Null,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Texts.</summary>
    String,

    /// <summary>Sequences.</summary>
    Array,

    /// <summary>Dates with times.</summary>
    DateTime,

    /// <summary>Points on the earth.</summary>
    GeoPoint,

    /// <summary>Shapes on the earth.</summary>
    GeoJson,
}
