namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of one type, and of types derived from it, in one MIME type.</summary>
public interface ITypeFormatter
{
    /// <summary>What the text is, for instance text/html.</summary>
    string MimeType { get; }

    /// <summary>The type of the values; an open generic type stands for all of its kind.</summary>
    Type Type { get; }

    /// <summary>Writes the value; false, with nothing written, leaves it to another formatter.</summary>
    bool Format(object? instance, FormatContext context);
}

/// <summary>Writes values of type <typeparamref name="T"/> in one MIME type.</summary>
public interface ITypeFormatter<T> : ITypeFormatter
{
    /// <summary>Writes the value; false, with nothing written, leaves it to another formatter.</summary>
    bool Format(T instance, FormatContext context);
}
