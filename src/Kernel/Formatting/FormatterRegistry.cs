namespace Marginalia.Kernel.Formatting;

/// <summary>Formatters that notebooks register, and the MIME types they prefer; one per process.</summary>
internal static class FormatterRegistry
{
    static readonly Lock s_gate = new();
    static readonly List<Registration> s_registrations = [];
    static readonly List<(Type Type, string[] MimeTypes)> s_preferred = [];

    /// <summary>Writes a value, or returns false when it is not its own.</summary>
    internal delegate bool Format(object? value, TextWriter writer);

    sealed record Registration(Type Type, string MimeType, Format Format);

    public static void Register(Type type, string mimeType, Format format)
    {
        lock (s_gate)
            s_registrations.Insert(0, new(type, mimeType, format));
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
            s_registrations.Clear();
            s_preferred.Clear();
        }
    }

    /// <summary>The MIME types set for the type or the nearest of what it derives from; null when none are.</summary>
    public static string[]? Preferred(Type type)
    {
        lock (s_gate)
            return s_preferred.Where(item => TypeMatch.Matches(item.Type, type)).OrderBy(item => TypeMatch.Distance(item.Type, type)).FirstOrDefault().MimeTypes;
    }

    /// <summary>Formats with the registration nearest to the value's type, the latest first; false when there is none that takes it.</summary>
    public static bool TryFormat(object? value, string mimeType, TextWriter writer)
    {
        var type = value?.GetType() ?? typeof(object);
        Registration[] candidates;
        lock (s_gate)
            candidates = [.. s_registrations.Where(item => item.MimeType == mimeType && TypeMatch.Matches(item.Type, type)).OrderBy(item => TypeMatch.Distance(item.Type, type))];
        return candidates.Any(candidate => candidate.Format(value, writer));
    }
}
