using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value that has been shown and can be replaced in its place.</summary>
public class DisplayedValue
{
    readonly bool _isText;

    /// <summary>A value and the texts that it is shown as; nothing is shown yet.</summary>
    public DisplayedValue(object? value, IReadOnlyList<FormattedValue> formattedValues)
    {
        Value = value;
        FormattedValues = formattedValues;
    }

    DisplayedValue(object? value, MimeBundle bundle, bool isText) : this(value, Texts(bundle)) => _isText = isText;

    /// <summary>What identifies the output.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The value shown last.</summary>
    public object? Value { get; private set; }

    /// <summary>The texts shown last.</summary>
    public IReadOnlyList<FormattedValue> FormattedValues { get; private set; }

    /// <summary>Whether it has been replaced since it was first shown.</summary>
    public bool IsUpdated { get; private set; }

    /// <summary>Shows another value in the same place, in the MIME types of the first one; a text in the place of a text that was shown with a MIME type is taken as it is.</summary>
    /// <exception cref="ArgumentException">The value has no formatter for one of them.</exception>
    public void Update(object? updatedValue)
    {
        string[] mimeTypes = [.. FormattedValues.Select(text => text.MimeType)];
        var bundle = _isText && updatedValue is string text ? MimeBundle.Of(mimeTypes[0], text) : Renderer.Bundle(updatedValue, mimeTypes);
        Value = updatedValue;
        IsUpdated = true;
        FormattedValues = Texts(bundle);
        Send(bundle, update: true);
    }

    /// <summary>Shows a value that has been formatted.</summary>
    internal static DisplayedValue Show(object? value, MimeBundle bundle, bool isText = false)
    {
        var displayed = new DisplayedValue(value, bundle, isText);
        displayed.Send(bundle, update: false);
        return displayed;
    }

    static FormattedValue[] Texts(MimeBundle bundle) => [.. bundle.Data.Select(item => new FormattedValue(item.Key, item.Value))];

    void Send(MimeBundle bundle, bool update)
    {
        if (CellContext.Current is { } cell)
            cell.Output.Display(bundle, DisplayId, update);
        else
            Console.WriteLine(bundle["text/plain"] ?? bundle.Data.Values.First());
    }
}
