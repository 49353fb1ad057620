using Marginalia.Kernel.Formatting;
using Microsoft.DotNet.Interactive.Formatting;

namespace System;

/// <summary>Shows values while a cell runs.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, Renderer.Bundle(value, mimeTypes));

    /// <summary>Shows a text as content of the given MIME type.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => DisplayedValue.Show(value, MimeBundle.Of(mimeType, value));
}
