using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What an editor asks about a cell: its directives are dealt with here, the rest goes to the language of the place.</summary>
internal sealed class CellIntelligence(LanguageTable languages)
{
    readonly DirectiveCompleter _directives = new(languages.All.Select(language => language.Name));

    public Completions Complete(string code, int position, string? language)
    {
        position = Math.Clamp(position, 0, code.Length);
        var segment = Segment(code, position, language);
        if (_directives.Complete(code, position, segment.Language) is { } completions)
            return completions;
        return IntelligenceOf(segment) is { } intelligence && position >= segment.Start
            ? Moved(intelligence.Complete(segment.Text, position - segment.Start), segment.Start)
            : Completions.None(position);
    }

    public MimeBundle? Inspect(string code, int position, int detail, string? language)
    {
        position = Math.Clamp(position, 0, code.Length);
        var segment = Segment(code, position, language);
        if (_directives.Inspect(code, position) is { } known)
            return known;
        return position < segment.Start ? null : IntelligenceOf(segment)?.Inspect(segment.Text, position - segment.Start, detail);
    }

    public Completeness IsComplete(string code, string? language)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        if (lines.Any(line => line.StartsWith("#!", StringComparison.Ordinal) && !IsKnown(CellSegment.NameIn(line))))
            return new(CompletenessStatus.Invalid);
        var segment = Segment(code, code.Length, language);
        if (IntelligenceOf(segment) is { } intelligence)
            return intelligence.IsComplete(segment.Text);
        // Text to show may have any number of lines: a blank one ends it.
        return new(segment.Text.Length > 0 && lines.Length > 1 && string.IsNullOrWhiteSpace(lines[^1]) ? CompletenessStatus.Complete : CompletenessStatus.Incomplete);
    }

    CellSegment Segment(string code, int position, string? language) => CellSegment.At(code, CellLanguage.Normalise(language ?? CellLanguage.CSharp), position, IsLanguage);

    ICodeIntelligence? IntelligenceOf(CellSegment segment) => languages.Find(segment.Language)?.Intelligence;

    bool IsLanguage(string name) => languages.Find(name) is not null;

    bool IsKnown(string name) => IsLanguage(name) || Directive.Find(name) is not null;

    static Completions Moved(Completions completions, int by) => completions with { Start = completions.Start + by, End = completions.End + by };
}
