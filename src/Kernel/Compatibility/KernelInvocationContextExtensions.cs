using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>Shows values in the running cell.</summary>
public static class KernelInvocationContextExtensions
{
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type.</exception>
    public static DisplayedValue Display(this KernelInvocationContext context, object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Shows a text as content of the given MIME type.</summary>
    public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType) => value.DisplayAs(mimeType);
}
