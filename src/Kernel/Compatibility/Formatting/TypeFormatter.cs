namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A formatter of values of type <typeparamref name="T"/>.</summary>
/// <param name="type">The type of the values; <typeparamref name="T"/> if null.</param>
public abstract class TypeFormatter<T>(Type? type = null) : ITypeFormatter<T>
{
    /// <inheritdoc/>
    public virtual Type Type => type ?? typeof(T);

    /// <inheritdoc/>
    public abstract string MimeType { get; }

    /// <inheritdoc/>
    public abstract bool Format(T value, FormatContext context);

    bool ITypeFormatter.Format(object? instance, FormatContext context) => Format((T)instance!, context);
}
