namespace Marginalia.Kernel.Languages;

/// <summary>A variable of a language.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">Its declared type.</param>
/// <param name="read">Reads its value; called once, when it is needed.</param>
internal sealed class Variable(string name, Type type, Func<object?> read)
{
    readonly Lazy<object?> _value = new(read);

    /// <summary>A variable of a known value.</summary>
    public Variable(string name, Type type, object? value) : this(name, type, () => value)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its declared type.</summary>
    public Type Type => type;

    /// <summary>Its value.</summary>
    public object? Value => _value.Value;

    /// <summary>The same under another name.</summary>
    public Variable As(string other) => new(other, type, () => Value);
}
