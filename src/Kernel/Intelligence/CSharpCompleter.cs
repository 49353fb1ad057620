namespace Marginalia.Kernel.Intelligence;

/// <summary>Completes C# text.</summary>
internal sealed class CSharpCompleter(CellBinder binder)
{
    readonly Lock _gate = new();
    (BoundCell Cell, Candidates Candidates)? _last;

    /// <param name="code">The text, without directives that are not C#.</param>
    /// <param name="position">Where the cursor is in it.</param>
    public Completions Complete(string code, int position)
    {
        var cursor = Cursor.At(code, position);
        if (cursor.Prefix is [>= '0' and <= '9', ..])
            return Completions.None(position);
        var cell = binder.Bind(cursor.Text);
        var items = CompletionOrder.Choose(Collect(cell, cursor.Start), cursor.Prefix);
        return new(cursor.Start, cursor.End, [.. items.Select(item => Item(item, cell, cursor.Start))]);
    }

    /// <summary>While a word grows, what can stand in its place stays the same.</summary>
    Candidates Collect(BoundCell cell, int start)
    {
        lock (_gate)
            if (_last is { } last && last.Cell == cell)
                return last.Candidates;
        var candidates = PlaceCandidates.Of(cell, start);
        lock (_gate)
            _last = (cell, candidates);
        return candidates;
    }

    static CompletionItem Item(Candidate candidate, BoundCell cell, int position) =>
        new(candidate.Text ?? candidate.Name, candidate.Kind, candidate.Name,
            candidate.Symbol is null ? null : () => (Signatures.Line(candidate.Symbol), Documentation.Of(candidate.Symbol, cell.Model.Compilation)?.Summary ?? ""));
}
