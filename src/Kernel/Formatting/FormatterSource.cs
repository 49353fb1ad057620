using System.Collections;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// The formatters behind one attribute, read by the names of its members: <c>Type FormatterSourceType</c>, perhaps
/// <c>string[] PreferredMimeTypes</c>. The type has a parameterless <c>CreateTypeFormatters()</c>, whose items have a
/// <c>string MimeType</c>, a <c>bool Format(object, TextWriter)</c> and perhaps a <c>Type Type</c>; or are <see cref="ITypeFormatter"/>s.
/// </summary>
internal sealed class FormatterSource
{
    /// <param name="attribute">The attribute.</param>
    /// <param name="type">What formatters format that do not name a type.</param>
    /// <param name="owner">What has the attribute, for errors.</param>
    public FormatterSource(object attribute, Type type, string owner)
    {
        PreferredMimeTypes = Get<string[]>(attribute, "PreferredMimeTypes");
        if (Get<Type>(attribute, "FormatterSourceType") is not { } sourceType)
            throw new InvalidOperationException($"The TypeFormatterSource attribute of {owner} has no FormatterSourceType");
        var create = sourceType.GetMethod("CreateTypeFormatters", Type.EmptyTypes);
        if (create?.Invoke(Activator.CreateInstance(sourceType), null) is not IEnumerable formatters)
            throw new InvalidOperationException($"{sourceType} is the formatter source of {owner} but has no public CreateTypeFormatters() that returns formatters");
        Formatters = [.. formatters.Cast<object>().Select(formatter => formatter as ITypeFormatter ?? Adapt(formatter, type))];
    }

    /// <summary>The MIME types that values are to be shown in, or null.</summary>
    public string[]? PreferredMimeTypes { get; }

    /// <summary>The formatters.</summary>
    public ITypeFormatter[] Formatters { get; }

    /// <summary>Whether an attribute has the name and the property that count. (Plotly.NET has one with another property, and formats by its extension.)</summary>
    public static bool IsNamedSo(object attribute) =>
        attribute.GetType().Name == nameof(TypeFormatterSourceAttribute) && attribute.GetType().GetProperty("FormatterSourceType") is not null;

    static DelegateFormatter<object> Adapt(object formatter, Type type)
    {
        if (Get<string>(formatter, "MimeType") is not { } mimeType || formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]) is not { } method || method.ReturnType != typeof(bool))
            throw new InvalidOperationException($"{formatter.GetType()} is no formatter: it needs a string MimeType and a bool Format(object, TextWriter), both public");
        var format = method.CreateDelegate<Func<object, TextWriter, bool>>(formatter);
        return new(Get<Type>(formatter, "Type") ?? type, mimeType, (value, context) => format(value, context.Writer));
    }

    static T? Get<T>(object owner, string property) where T : class => owner.GetType().GetProperty(property)?.GetValue(owner) as T;
}
