using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values are shown; settings hold for the whole process.</summary>
public static class Formatter
{
    /// <summary>How many elements of a sequence are shown; 20 at first.</summary>
    public static int ListExpansionLimit
    {
        get => Shape.Limit;
        set => Shape.Limit = Math.Max(0, value);
    }

    /// <summary>Formats values of type <typeparamref name="T"/> and of types derived from it with <paramref name="formatter"/>.</summary>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = "text/plain") =>
        FormatterRegistry.Register(typeof(T), mimeType, (value, writer) =>
        {
            formatter((T)value!, writer);
            return true;
        });

    /// <summary>Formats values of type <typeparamref name="T"/> and of types derived from it with <paramref name="formatter"/>.</summary>
    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") =>
        Register<T>((value, writer) => writer.Write(formatter(value)), mimeType);

    /// <summary>Formats values of <paramref name="type"/>, which may be an open generic, and of types derived from it.</summary>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain") =>
        FormatterRegistry.Register(type, mimeType, (value, writer) =>
        {
            formatter(value!, writer);
            return true;
        });

    /// <summary>Shows values of <paramref name="type"/> and of types derived from it in these MIME types.</summary>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => FormatterRegistry.Prefer(type, preferredMimeTypes);

    /// <summary>Forgets what was registered.</summary>
    public static void ResetToDefault()
    {
        FormatterRegistry.Reset();
        ListExpansionLimit = 20;
    }

    /// <summary>A value as it would be shown in one MIME type.</summary>
    /// <exception cref="ArgumentException">There is no formatter for it.</exception>
    public static string ToDisplayString(this object? value, string mimeType = "text/plain") => Renderer.Text(value, mimeType);
}
