using System.Collections;
using System.Collections.Concurrent;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// Formatters that a type brings along, without a reference to this assembly: by an attribute (own or inherited) that is *named*
/// TypeFormatterSourceAttribute and has a <c>Type FormatterSourceType</c>, perhaps <c>string[] PreferredMimeTypes</c>. That type has
/// a parameterless <c>CreateTypeFormatters()</c>, whose items have a <c>string MimeType</c> and a <c>bool Format(object, TextWriter)</c>.
/// </summary>
internal sealed class FormatterConvention
{
    static readonly ConcurrentDictionary<Type, FormatterConvention> s_known = new();
    readonly List<(string MimeType, Func<object, TextWriter, bool> Format)> _formatters = [];

    FormatterConvention(Type type)
    {
        foreach (var attribute in type.GetCustomAttributes(inherit: true).Where(item => item.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            PreferredMimeTypes ??= Get<string[]>(attribute, "PreferredMimeTypes");
            if (Get<Type>(attribute, "FormatterSourceType") is not { } sourceType || Activator.CreateInstance(sourceType, nonPublic: false) is not { } source)
                continue;
            if (sourceType.GetMethod("CreateTypeFormatters", Type.EmptyTypes)?.Invoke(source, null) is not IEnumerable formatters)
                throw new InvalidOperationException($"{sourceType} is the formatter source of {type} but has no public CreateTypeFormatters() that returns formatters");
            foreach (var formatter in formatters)
                if (Get<string>(formatter, "MimeType") is { } mimeType && formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]) is { } format)
                    _formatters.Add((mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter)));
        }
    }

    /// <summary>The MIME types that the type wants to be shown in, or null.</summary>
    public string[]? PreferredMimeTypes { get; }

    /// <summary>What the type brings along; empty for most types.</summary>
    public static FormatterConvention Of(Type type) => s_known.GetOrAdd(type, static type => new(type));

    /// <summary>Formats the value; false when no formatter takes it.</summary>
    public bool TryFormat(object value, string mimeType, TextWriter writer) =>
        _formatters.Any(formatter => formatter.MimeType == mimeType && formatter.Format(value, writer));

    static T? Get<T>(object owner, string property) where T : class => owner.GetType().GetProperty(property)?.GetValue(owner) as T;
}
