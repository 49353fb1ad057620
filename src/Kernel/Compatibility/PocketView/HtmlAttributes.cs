using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The attributes of an HTML element, in the order in which they were set.</summary>
public class HtmlAttributes : IDictionary<string, object?>, IHtmlContent
{
    readonly OrderedDictionary<string, object?> _values = [];

    /// <summary>The value of an attribute; null for an attribute that has none, or is not there.</summary>
    public object? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value;
    }

    /// <inheritdoc/>
    public ICollection<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public ICollection<object?> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <summary>Adds a class.</summary>
    public void AddCssClass(string value) => this["class"] = string.Join(' ', Classes.Append(value).Distinct());

    /// <summary>Takes a class away.</summary>
    public void RemoveCssClass(string value) => this["class"] = string.Join(' ', Classes.Where(name => name != value));

    /// <summary>Adds attributes; those that are there already keep their values unless <paramref name="replace"/>.</summary>
    public void MergeWith(IDictionary<string, object?> htmlAttributes, bool replace = false)
    {
        ArgumentNullException.ThrowIfNull(htmlAttributes);
        foreach (var (name, value) in htmlAttributes)
            if (replace || !ContainsKey(name))
                this[name] = value;
    }

    /// <inheritdoc/>
    public void Add(string key, object? value) => _values.Add(key, value);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool Remove(string key) => _values.Remove(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Clear() => _values.Clear();

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, object?> item) => _values.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, object?>>)_values).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, object?> item) => ((ICollection<KeyValuePair<string, object?>>)_values).Remove(item);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As they stand in a tag, each with a blank before it.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var (name, value) in _values)
            writer.Write(value is null ? $" {name}" : $" {name}=\"{Text(value)}\"");
    }

    /// <summary>As they stand in a tag.</summary>
    public override string ToString() => Marginalia.Kernel.Formatting.HtmlText.Of(this);

    IEnumerable<string> Classes => (this["class"] as string ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string Text(object value) => value is IHtmlContent html
        ? Marginalia.Kernel.Formatting.HtmlText.Of(html)
        : Marginalia.Kernel.Formatting.Summary.Text(value).Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;");
}
