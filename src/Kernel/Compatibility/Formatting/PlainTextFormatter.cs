using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Formatting as plain text.</summary>
public static class PlainTextFormatter
{
    /// <summary>text/plain.</summary>
    public const string MimeType = "text/plain";

    /// <summary>What writes values of the type as plain text.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    /// <summary>What writes values of type <typeparamref name="T"/> as plain text.</summary>
    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));
}

/// <summary>Writes values of type <typeparamref name="T"/> as plain text.</summary>
/// <param name="format">Writes one.</param>
public class PlainTextFormatter<T>(FormatDelegate<T> format) : TypeFormatter<T>
{
    /// <summary>With a function that takes every value.</summary>
    public PlainTextFormatter(Action<T, FormatContext> format) : this(Delegates.Always(format))
    {
    }

    /// <summary>With a function that returns the text.</summary>
    public PlainTextFormatter(Func<T, string> format) : this(Delegates.Always(format))
    {
    }

    /// <inheritdoc/>
    public override string MimeType => PlainTextFormatter.MimeType;

    /// <inheritdoc/>
    public override bool Format(T value, FormatContext context) => format(value, context);
}
