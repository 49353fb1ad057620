using System.Text.Json;

namespace Marginalia.Kernel.Tests.Formatting;

/// <summary>What .NET Interactive did with a piece of code, recorded once; texts are unedited.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Setup">A first cell, or null.</param>
/// <param name="Code">The cell.</param>
/// <param name="Culture">The current culture, or null for the invariant one.</param>
/// <param name="Outputs">Its result by MIME type.</param>
/// <param name="OutputsLarge">Texts of the result that are too long, by what they begin and end with.</param>
/// <param name="OutputsError">The exception that formatting the result threw.</param>
/// <param name="Also">The result in other MIME types.</param>
/// <param name="AlsoLarge">Texts of those that are too long.</param>
/// <param name="AlsoErrors">The exceptions that other MIME types threw.</param>
/// <param name="DisplayOutputs">The value when it is displayed, where that differs from the result.</param>
/// <param name="Displayed">What the cell displayed and updated, in order.</param>
/// <param name="RunError">The exception that the cell threw.</param>
/// <param name="CompileError">What the compiler said.</param>
/// <param name="NoResult">Whether the cell had no result.</param>
/// <param name="Nondeterministic">Whether it differed from one time to the next.</param>
public sealed record ReferenceCase(
    string Id, string? Setup, string Code, string? Culture,
    Dictionary<string, string>? Outputs, Dictionary<string, ReferenceCase.Long>? OutputsLarge, string? OutputsError,
    Dictionary<string, string>? Also, Dictionary<string, ReferenceCase.Long>? AlsoLarge, Dictionary<string, string>? AlsoErrors,
    Dictionary<string, string>? DisplayOutputs, ReferenceCase.Shown[]? Displayed,
    string? RunError, string? CompileError, bool NoResult, bool Nondeterministic)
{
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>All cases.</summary>
    public static IReadOnlyDictionary<string, ReferenceCase> All { get; } = JsonSerializer
        .Deserialize<ReferenceCase[]>(File.ReadAllText(Repository.PathTo("tests/Kernel.Tests/Fixtures", "formatting.json")),
            s_json)!.ToDictionary(item => item.Id);

    /// <summary>A text that is too long for the data.</summary>
    public sealed record Long(int Chars, string Head, string Tail);

    /// <summary>One display or update.</summary>
    public sealed record Shown(bool Update, Dictionary<string, string> Bundle);

    /// <summary>Everything that is compared: a name and a text for each.</summary>
    public Dictionary<string, string> Parts()
    {
        var parts = new Dictionary<string, string>();
        foreach (var (mimeType, text) in Also ?? [])
            parts[mimeType] = text;
        foreach (var (mimeType, text) in AlsoLarge ?? [])
            parts[mimeType] = ReferenceRun.Large(text.Chars, text.Head, text.Tail);
        foreach (var (mimeType, thrown) in AlsoErrors ?? [])
            parts[mimeType] = ReferenceRun.Error(thrown);
        foreach (var (mimeType, text) in Outputs ?? [])
            parts["result " + mimeType] = text;
        foreach (var (mimeType, text) in OutputsLarge ?? [])
            parts["result " + mimeType] = ReferenceRun.Large(text.Chars, text.Head, text.Tail);
        foreach (var (mimeType, text) in DisplayOutputs ?? [])
            parts["display " + mimeType] = text;
        for (var i = 0; i < Displayed?.Length; i++)
            foreach (var (mimeType, text) in Displayed[i].Bundle)
                parts[$"{(Displayed[i].Update ? "update" : "display")} {i} {mimeType}"] = text;
        if ((OutputsError ?? RunError ?? CompileError) is { } error)
            parts["error"] = ReferenceRun.Error(error);
        return parts;
    }
}
