namespace Marginalia;

/// <summary>Renders values of one type as one MIME type; its members are found by reflection (see <see cref="TypeFormatterSourceAttribute"/>).</summary>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string> render)
{
    /// <summary>The MIME type that <see cref="Format"/> writes.</summary>
    public string MimeType => mimeType;

    /// <summary>The type of the values; engines take it where the attribute is on the assembly.</summary>
    public Type Type { get; } = typeof(T);

    /// <summary>Writes <paramref name="value"/>; false when it is not a <typeparamref name="T"/>.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not T typed)
            return false;
        writer.Write(render(typed));
        return true;
    }
}
