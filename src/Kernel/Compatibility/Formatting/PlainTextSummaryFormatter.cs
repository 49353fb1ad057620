namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Formatting as one short line: what stands on a closed tree.</summary>
public static class PlainTextSummaryFormatter
{
    /// <summary>text/plain+summary.</summary>
    public const string MimeType = "text/plain+summary";

    /// <summary>What writes values of the type as one line.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);
}
