using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Formatting as JSON.</summary>
public static class JsonFormatter
{
    /// <summary>application/json.</summary>
    public const string MimeType = "application/json";

    /// <summary>What writes values of the type as JSON.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    /// <summary>What writes values of type <typeparamref name="T"/> as JSON.</summary>
    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));
}

/// <summary>Writes values of type <typeparamref name="T"/> as JSON.</summary>
/// <param name="format">Writes one.</param>
public class JsonFormatter<T>(FormatDelegate<T> format) : TypeFormatter<T>
{
    /// <summary>With a function that takes every value.</summary>
    public JsonFormatter(Action<T, FormatContext> format) : this(Delegates.Always(format))
    {
    }

    /// <summary>With a function that returns the text.</summary>
    public JsonFormatter(Func<T, string> format) : this(Delegates.Always(format))
    {
    }

    /// <inheritdoc/>
    public override string MimeType => JsonFormatter.MimeType;

    /// <inheritdoc/>
    public override bool Format(T value, FormatContext context) => format(value, context);
}
