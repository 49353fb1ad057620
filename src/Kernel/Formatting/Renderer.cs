using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values to MIME bundles.</summary>
internal static class Renderer
{
    public const string Html = HtmlFormatter.MimeType, Plain = PlainTextFormatter.MimeType;

    /// <summary>What the result of a cell looks like; null when it is something that has been shown already.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type that the value's type prefers.</exception>
    public static MimeBundle? Result(object? value) => value switch
    {
        DisplayedValue => null,
        FormattedValue text => MimeBundle.Of(text.MimeType, text.Value),
        IEnumerable<FormattedValue> texts => new(texts.ToDictionary(text => text.MimeType, text => text.Value)),
        _ => Bundle(value),
    };

    /// <summary>The value in the given MIME types; without any, in those its type prefers, and text/plain wherever there is text/html.</summary>
    /// <exception cref="ArgumentException">There is no formatter for a MIME type.</exception>
    public static MimeBundle Bundle(object? value, params string[] mimeTypes)
    {
        var items = new TakenItems();
        var wanted = mimeTypes.Length > 0 ? mimeTypes : PreferredMimeTypes.Of(value?.GetType() ?? typeof(object));
        var data = wanted.Distinct().ToDictionary(mimeType => mimeType, mimeType => Text(context => Write(value, context, mimeType), items));
        if (mimeTypes.Length == 0 && data.ContainsKey(Html) && !data.ContainsKey(Plain))
            data[Plain] = value is IHtmlContent ? HtmlText.Strip(data[Html]) : Text(context => Write(value, context, Plain), items);
        return new(data);
    }

    /// <summary>The value in one MIME type.</summary>
    /// <exception cref="ArgumentException">There is no formatter for it.</exception>
    public static string Text(object? value, string mimeType) => Text(context => Write(value, context, mimeType));

    /// <summary>What is written to a context.</summary>
    public static string Text(Action<FormatContext> write, TakenItems? items = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var context = new FormatContext(writer) { Items = items ?? new() })
            write(context);
        return writer.ToString();
    }

    /// <summary>Writes the value as part of another, with what is registered for its type, what it brings along or as a value of its kind.</summary>
    /// <exception cref="ArgumentException">There is no formatter for the MIME type.</exception>
    public static void Write(object? value, FormatContext context, string mimeType)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        using var level = context.Enter();
        if (context.Depth > Formatter.RecursionLimit)
            context.Writer.Write(mimeType == Html ? HtmlText.Encode(Summary.Of(value, context)) : Summary.Of(value, context));
        else if (!TryCustom(value, context, mimeType))
            WriteDefault(value, context, mimeType);
    }

    /// <summary>Formats with what a notebook registered or the type brings along.</summary>
    public static bool TryCustom(object? value, FormatContext context, string mimeType)
    {
        var type = value?.GetType() ?? typeof(object);
        return FormatterRegistry.For(type, mimeType).Any(formatter => formatter.Format(value, context))
            || (value is not null && FormatterConvention.For(type, mimeType).Any(formatter => formatter.Format(value, context)));
    }

    static void WriteDefault(object? value, FormatContext context, string mimeType)
    {
        switch (mimeType)
        {
            case Html:
                HtmlRenderer.Write(value, context);
                break;
            case Plain:
                PlainRenderer.Write(value, context);
                break;
            case PlainTextSummaryFormatter.MimeType:
                context.Writer.Write(Summary.Of(value, context));
                break;
            case JsonFormatter.MimeType:
                JsonRenderer.Write(value, context.Writer);
                break;
            case Microsoft.DotNet.Interactive.Formatting.Csv.CsvFormatter.MimeType:
                CsvRenderer.Write(value, context);
                break;
            case Microsoft.DotNet.Interactive.Formatting.TabularData.TabularDataResourceFormatter.MimeType:
                JsonRenderer.WriteTable(value, context.Writer);
                break;
            case LaTeXString.MimeType when value is LaTeXString latex:
                context.Writer.Write(latex.ToString());
                break;
            default:
                throw new ArgumentException($"No formatter is registered for MIME type {mimeType} and values of type {(value is null ? "object" : TypeNames.Full(value.GetType()))}. "
                    + $"Register one: Formatter.Register<T>(value => text, \"{mimeType}\"); or ask for another MIME type.");
        }
    }
}
