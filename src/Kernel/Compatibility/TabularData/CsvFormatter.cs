namespace Microsoft.DotNet.Interactive.Formatting.Csv;

/// <summary>Formatting as comma-separated values.</summary>
public static class CsvFormatter
{
    /// <summary>text/csv.</summary>
    public const string MimeType = "text/csv";

    /// <summary>What writes values of the type as comma-separated values.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    /// <summary>What writes values of type <typeparamref name="T"/> as comma-separated values.</summary>
    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));
}

/// <summary>Writes values of type <typeparamref name="T"/> as comma-separated values.</summary>
/// <param name="format">Writes one.</param>
public class CsvFormatter<T>(FormatDelegate<T> format) : TypeFormatter<T>
{
    /// <inheritdoc/>
    public override string MimeType => CsvFormatter.MimeType;

    /// <inheritdoc/>
    public override bool Format(T value, FormatContext context) => format(value, context);
}
