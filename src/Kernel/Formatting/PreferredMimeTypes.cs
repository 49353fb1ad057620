using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Formatting;

/// <summary>Which MIME types a value is shown in when nothing else is asked for.</summary>
internal static class PreferredMimeTypes
{
    /// <summary>What the notebook set for the type, else what the type asks for itself, else the default.</summary>
    public static string[] Of(Type type) => FormatterRegistry.Preferred(type) ?? FormatterConvention.Preferred(type) ?? Default(type);

    static string[] Default(Type type)
    {
        if (type == typeof(string))
            return [Renderer.Plain];
        if (type == typeof(LaTeXString))
            return [LaTeXString.MimeType];
        if (type == typeof(TabularDataResource))
            return [Renderer.Html, Microsoft.DotNet.Interactive.Formatting.Csv.CsvFormatter.MimeType];
        return [Formatter.DefaultMimeType];
    }
}
