using Marginalia.Kernel.Formatting;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace System;

/// <summary>Shows values while a cell runs.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, Renderer.Bundle(value, mimeTypes));

    /// <summary>Shows a text as content of the given MIME type.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => DisplayedValue.Show(value, MimeBundle.Of(mimeType, value), isText: true);

    /// <summary>Shows the elements as rows of a table, with a column for each of their members.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, params string[] mimeTypes) => (value?.ToTabularDataResource()).Display(mimeTypes);
}
