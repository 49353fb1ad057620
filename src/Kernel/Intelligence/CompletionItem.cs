namespace Marginalia.Kernel.Intelligence;

/// <summary>One way to go on.</summary>
public sealed class CompletionItem
{
    readonly Lazy<(string Signature, string Documentation)> _details;

    internal CompletionItem(string text, CompletionKind kind, string? name = null, Func<(string Signature, string Documentation)>? details = null)
    {
        Text = text;
        Kind = kind;
        Name = name ?? text;
        _details = new(details ?? (() => ("", "")));
    }

    /// <summary>What replaces the text between the start and the end of the completions.</summary>
    public string Text { get; }

    /// <summary>The name to show; it differs from the text for <c>@class</c> and the like.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public CompletionKind Kind { get; }

    /// <summary>Its declaration in a line, with the number of overloads; empty for keywords. Worked out when first read.</summary>
    public string Signature => _details.Value.Signature;

    /// <summary>What its documentation says, in plain text; empty when there is none. Worked out when first read.</summary>
    public string Documentation => _details.Value.Documentation;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";
}
