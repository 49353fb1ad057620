using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// Formatters that types and assemblies bring along, without a reference to this assembly: by an attribute that is *named*
/// TypeFormatterSourceAttribute (<see cref="FormatterSource"/>). On a type it counts for what derives from it, too; on an assembly
/// for the types that its formatters name, whatever assembly these are in.
/// </summary>
internal static class FormatterConvention
{
    static readonly ConcurrentDictionary<Type, FormatterSource[]> s_ofTypes = new();

    /// <summary>The formatters for values of a type: those of its own attributes first, then those of assemblies, the nearest first.</summary>
    public static IEnumerable<ITypeFormatter> For(Type type, string mimeType) =>
        Of(type).Concat(FormatterAssemblies.Sources).SelectMany(source => TypeMatch.Nearest(source.Formatters.Where(formatter => formatter.MimeType == mimeType), type));

    /// <summary>The MIME types that the type is to be shown in; null when nothing says.</summary>
    public static string[]? Preferred(Type type) =>
        Of(type).FirstOrDefault(source => source.PreferredMimeTypes is not null)?.PreferredMimeTypes
        ?? FormatterAssemblies.Sources.FirstOrDefault(source => source.PreferredMimeTypes is not null && source.Formatters.Any(formatter => TypeMatch.Matches(formatter.Type, type)))?.PreferredMimeTypes;

    static FormatterSource[] Of(Type type) => s_ofTypes.GetOrAdd(type, static type =>
        [.. type.GetCustomAttributes(inherit: true).Where(FormatterSource.IsNamedSo).Select(attribute => new FormatterSource(attribute, type, type.ToString()))]);
}
