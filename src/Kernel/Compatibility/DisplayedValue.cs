using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value that has been shown and can be replaced in its place.</summary>
public sealed class DisplayedValue
{
    readonly string[] _mimeTypes;

    DisplayedValue(object? value, MimeBundle bundle)
    {
        Value = value;
        _mimeTypes = [.. bundle.Data.Keys];
    }

    /// <summary>What identifies the output.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The value shown last.</summary>
    public object? Value { get; private set; }

    /// <summary>Whether it has been replaced since it was first shown.</summary>
    public bool IsUpdated { get; private set; }

    /// <summary>Shows another value in the same place, in the MIME types of the first one.</summary>
    /// <exception cref="ArgumentException">The value has no formatter for one of them.</exception>
    public void Update(object? updatedValue)
    {
        Value = updatedValue;
        IsUpdated = true;
        var bundle = updatedValue is string text && _mimeTypes.Length == 1 ? MimeBundle.Of(_mimeTypes[0], text) : Renderer.Bundle(updatedValue, _mimeTypes);
        Send(bundle, update: true);
    }

    internal static DisplayedValue Show(object? value, MimeBundle bundle)
    {
        var displayed = new DisplayedValue(value, bundle);
        displayed.Send(bundle, update: false);
        return displayed;
    }

    void Send(MimeBundle bundle, bool update)
    {
        if (CellContext.Current is { } cell)
            cell.Output.Display(bundle, DisplayId, update);
        else
            Console.WriteLine(bundle["text/plain"] ?? bundle.Data.Values.First());
    }
}
