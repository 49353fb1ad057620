using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A text and its MIME type. As a cell's result it is shown as it is.</summary>
/// <param name="mimeType">What the text is.</param>
/// <param name="value">The text.</param>
public class FormattedValue(string mimeType, string value)
{
    /// <summary>What the text is.</summary>
    public string MimeType => mimeType;

    /// <summary>The text.</summary>
    public string Value => value;

    /// <summary>Whether it is carried along but not shown.</summary>
    public bool SuppressDisplay { get; set; }

    /// <summary>The value in one MIME type: the given one, or the first that its type prefers.</summary>
    /// <exception cref="ArgumentException">There is no formatter for it.</exception>
    public static FormattedValue CreateSingleFromObject(object? value, string? mimeType = null)
    {
        mimeType ??= Formatter.GetPreferredMimeTypesFor(value?.GetType()).First();
        return new(mimeType, Renderer.Text(value, mimeType));
    }

    /// <summary>The value in the given MIME types, or in those that its type prefers.</summary>
    /// <exception cref="ArgumentException">There is no formatter for one of them.</exception>
    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object? value, params string[] mimeTypes) =>
        [.. Renderer.Bundle(value, mimeTypes).Data.Select(item => new FormattedValue(item.Key, item.Value))];

    /// <summary>MIME type and text.</summary>
    public override string ToString() => $"{mimeType}: {value}";
}
