using System.Globalization;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values to MIME bundles.</summary>
internal static class Renderer
{
    public const string Html = "text/html", Plain = "text/plain";

    /// <summary>The value in the given MIME types; without any, in those its type prefers, and text/plain wherever there is text/html.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type.</exception>
    public static MimeBundle Bundle(object? value, params string[] mimeTypes)
    {
        if (mimeTypes.Length == 0)
            mimeTypes = MimeTypes(value);
        return new(mimeTypes.Distinct().ToDictionary(mimeType => mimeType, mimeType => Text(value, mimeType)));
    }

    /// <summary>The value in one MIME type.</summary>
    /// <exception cref="ArgumentException">There is no formatter for it.</exception>
    public static string Text(object? value, string mimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        if (!TryCustom(value, mimeType, writer))
            switch (mimeType)
            {
                case Html:
                    new HtmlRenderer(writer).Write(value);
                    break;
                case Plain:
                    new PlainRenderer(writer).Write(value);
                    break;
                default:
                    throw new ArgumentException($"No formatter is registered for {value?.GetType().ToString() ?? "null"} in {mimeType}; register one with Formatter.Register<T>(value => text, \"{mimeType}\")");
            }
        return writer.ToString();
    }

    /// <summary>Formats with what a notebook registered or the type brings along.</summary>
    public static bool TryCustom(object? value, string mimeType, TextWriter writer) =>
        FormatterRegistry.TryFormat(value, mimeType, writer)
        || (value is not null && FormatterConvention.Of(value.GetType()).TryFormat(value, mimeType, writer));

    static string[] MimeTypes(object? value)
    {
        var type = value?.GetType() ?? typeof(object);
        var preferred = FormatterRegistry.Preferred(type) ?? FormatterConvention.Of(type).PreferredMimeTypes ?? (value is string ? [Plain] : [Html]);
        return preferred.Contains(Html) && !preferred.Contains(Plain) ? [.. preferred, Plain] : preferred;
    }
}
