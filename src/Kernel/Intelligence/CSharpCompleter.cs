using Microsoft.CodeAnalysis;

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
        var items = CompletionOrder.Choose(Collect(cell, cursor.Start), cursor.Prefix, cell);
        return new(cursor.Start, cursor.End, [.. items.Select(item => Item(item, cell, cursor.Start))]);
    }

    /// <summary>All that can stand in place of the word at a position.</summary>
    public IReadOnlyCollection<Candidate> CandidatesAt(string code, int position)
    {
        var cursor = Cursor.At(code, position);
        return Collect(binder.Bind(cursor.Text), cursor.Start).All;
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
        new(candidate.Text ?? candidate.Name, candidate.Kind, candidate.Name, candidate.Symbol is null ? null : () =>
        {
            var symbol = InContext(candidate.Symbol, cell, position);
            return (Signatures.Line(symbol), Documentation.Of(symbol, cell.Model.Compilation)?.Summary ?? "");
        });

    /// <summary>Names of the cell were found without earlier cells, on which their types may depend.</summary>
    static ISymbol InContext(ISymbol symbol, BoundCell cell, int position) =>
        symbol.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == cell.Alone.SyntaxTree)
        ? cell.Model.LookupSymbols(position, name: symbol.Name).FirstOrDefault(found => found.Kind == symbol.Kind) ?? symbol
        : symbol;
}
