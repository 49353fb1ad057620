namespace Marginalia.Kernel.Formatting;

/// <summary>One rendered value: MIME type to text, in order of preference. JSON types hold JSON text, binary types base64.</summary>
/// <param name="Data">MIME type to text.</param>
public sealed record MimeBundle(IReadOnlyDictionary<string, string> Data)
{
    /// <summary>The text of one MIME type, or null when the bundle has none.</summary>
    public string? this[string mimeType] => Data.GetValueOrDefault(mimeType);

    /// <summary>A bundle of a single MIME type.</summary>
    public static MimeBundle Of(string mimeType, string text) => new(new Dictionary<string, string> { [mimeType] = text });

    /// <summary>Whether values of this MIME type are JSON rather than text.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
