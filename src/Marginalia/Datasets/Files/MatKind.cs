namespace Marginalia.Datasets.Files;

/// <summary>What a <see cref="MatValue"/> is.</summary>
public enum MatKind
{
    /// <summary>An array of numbers or truth values.</summary>
    Numbers,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>An array of values of any kind.</summary>
    Cell,

    /// <summary>Named values, or an array of such.</summary>
    Struct,
}
