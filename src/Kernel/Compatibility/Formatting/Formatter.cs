using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values are shown; settings hold for the whole process.</summary>
public static class Formatter
{
    const int DefaultListExpansionLimit = 20, DefaultRecursionLimit = 6;
    const string DefaultNullString = "<null>";

    /// <summary>How many elements of a sequence are shown; 20 at first.</summary>
    public static int ListExpansionLimit { get; set => field = Math.Max(0, value); } = DefaultListExpansionLimit;

    /// <summary>How deep objects in objects are shown; 6 at first.</summary>
    public static int RecursionLimit { get; set => field = Math.Max(0, value); } = DefaultRecursionLimit;

    /// <summary>What null looks like.</summary>
    public static string NullString { get; set; } = DefaultNullString;

    /// <summary>The MIME type of values whose type prefers none; text/html at first.</summary>
    public static string DefaultMimeType { get; set; } = HtmlFormatter.MimeType;

    /// <summary>Formats values of type <typeparamref name="T"/> and of types derived from it with <paramref name="formatter"/>.</summary>
    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<T>(typeof(T), mimeType, formatter));

    /// <summary>Formats values of type <typeparamref name="T"/> and of types derived from it with <paramref name="formatter"/>.</summary>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(Delegates.Always(formatter), mimeType);

    /// <summary>Formats values of type <typeparamref name="T"/> and of types derived from it with <paramref name="formatter"/>.</summary>
    public static void Register<T>(Func<T, string> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(Delegates.Always(formatter), mimeType);

    /// <summary>Formats values of <paramref name="type"/>, which may be an open generic, and of types derived from it.</summary>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(type, Delegates.Always(formatter), mimeType);

    /// <summary>Formats values of <paramref name="type"/>, which may be an open generic, and of types derived from it.</summary>
    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<object>(type, mimeType, formatter));

    /// <summary>Formats values with <paramref name="formatter"/>; of several for a value the nearest to its type is used, of those the latest.</summary>
    public static void Register(ITypeFormatter formatter) => FormatterRegistry.Register(formatter);

    /// <summary>What has been registered, the latest first.</summary>
    public static IEnumerable<ITypeFormatter> RegisteredFormatters(bool includeDefaults = true) => FormatterRegistry.All;

    /// <summary>Shows values of <paramref name="type"/> and of types derived from it in these MIME types.</summary>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => FormatterRegistry.Prefer(type, preferredMimeTypes);

    /// <summary>The MIME types that values of <paramref name="type"/> are shown in.</summary>
    public static IReadOnlyCollection<string> GetPreferredMimeTypesFor(Type? type) => PreferredMimeTypes.Of(type ?? typeof(object));

    /// <summary>What writes values of <paramref name="actualType"/> in a MIME type.</summary>
    public static ITypeFormatter GetPreferredFormatterFor(Type actualType, string mimeType) =>
        new DelegateFormatter<object>(actualType, mimeType, Delegates.Always<object>((value, context) => Renderer.Write(value, context, mimeType)));

    /// <summary>Forgets what was registered and set.</summary>
    public static void ResetToDefault()
    {
        FormatterRegistry.Reset();
        ListExpansionLimit = DefaultListExpansionLimit;
        RecursionLimit = DefaultRecursionLimit;
        NullString = DefaultNullString;
        DefaultMimeType = HtmlFormatter.MimeType;
    }

    /// <summary>A value as it would be shown in one MIME type.</summary>
    /// <exception cref="ArgumentException">There is no formatter for it.</exception>
    public static string ToDisplayString(this object? obj, string mimeType = PlainTextFormatter.MimeType) => Renderer.Text(obj, mimeType);

    /// <summary>A value as <paramref name="formatter"/> writes it.</summary>
    public static string ToDisplayString(this object? obj, ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        return Renderer.Text(context => formatter.Format(obj, context));
    }

    /// <summary>Writes a value as <paramref name="formatter"/> does.</summary>
    public static void Format(this ITypeFormatter formatter, object? instance, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        using var context = new FormatContext(writer);
        formatter.Format(instance, context);
    }

    /// <summary>Writes a value as part of another.</summary>
    /// <exception cref="ArgumentException">There is no formatter for the MIME type.</exception>
    public static void FormatTo<T>(this T obj, FormatContext context, string mimeType = PlainTextFormatter.MimeType) => Renderer.Write(obj, context, mimeType);
}

/// <summary>How values of type <typeparamref name="T"/> are shown.</summary>
public static class Formatter<T>
{
    /// <summary>How many elements of a <typeparamref name="T"/> are shown; null is <see cref="Formatter.ListExpansionLimit"/>.</summary>
    public static int? ListExpansionLimit { get; set; }

    /// <summary>Writes a value as part of another.</summary>
    public static void FormatTo(T obj, FormatContext context, string mimeType = PlainTextFormatter.MimeType) => Renderer.Write(obj, context, mimeType);
}
