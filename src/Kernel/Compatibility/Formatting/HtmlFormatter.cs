using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Formatting as HTML.</summary>
public static class HtmlFormatter
{
    /// <summary>text/html.</summary>
    public const string MimeType = "text/html";

    /// <summary>What writes values of the type as HTML.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    /// <summary>What writes values of type <typeparamref name="T"/> as HTML.</summary>
    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));
}

/// <summary>Writes values of type <typeparamref name="T"/> as HTML.</summary>
/// <param name="format">Writes one.</param>
public class HtmlFormatter<T>(FormatDelegate<T> format) : TypeFormatter<T>
{
    /// <summary>With a function that takes every value.</summary>
    public HtmlFormatter(Action<T, FormatContext> format) : this(Delegates.Always(format))
    {
    }

    /// <summary>With a function that returns the text.</summary>
    public HtmlFormatter(Func<T, string> format) : this(Delegates.Always(format))
    {
    }

    /// <inheritdoc/>
    public override string MimeType => HtmlFormatter.MimeType;

    /// <inheritdoc/>
    public override bool Format(T value, FormatContext context) => format(value, context);
}
