using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>Formatters that notebooks register, and the MIME types they prefer; one per process.</summary>
internal static class FormatterRegistry
{
    static readonly Lock s_gate = new();
    static readonly List<ITypeFormatter> s_formatters = [];
    static readonly List<(Type Type, string[] MimeTypes)> s_preferred = [];

    /// <summary>All formatters, the latest first.</summary>
    public static ITypeFormatter[] All
    {
        get
        {
            lock (s_gate)
                return [.. s_formatters];
        }
    }

    public static void Register(ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        lock (s_gate)
            s_formatters.Insert(0, formatter);
    }

    public static void Prefer(Type type, string[] mimeTypes)
    {
        lock (s_gate)
            s_preferred.Insert(0, (type, mimeTypes));
    }

    public static void Reset()
    {
        lock (s_gate)
        {
            s_formatters.Clear();
            s_preferred.Clear();
        }
    }

    /// <summary>The MIME types set for the type or the nearest of what it derives from; null when none are.</summary>
    public static string[]? Preferred(Type type)
    {
        lock (s_gate)
            return s_preferred.Where(item => TypeMatch.Matches(item.Type, type)).OrderBy(item => TypeMatch.Distance(item.Type, type)).FirstOrDefault().MimeTypes;
    }

    /// <summary>The formatters for values of a type, those registered for the nearest type first, of those the latest.</summary>
    public static ITypeFormatter[] For(Type type, string mimeType)
    {
        lock (s_gate)
            return s_formatters.Count == 0 ? [] : TypeMatch.Nearest(s_formatters.Where(formatter => formatter.MimeType == mimeType), type);
    }
}
