using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Engine;

/// <summary>A piece of a cell.</summary>
/// <param name="Line">Line of the cell where it starts, from 1.</param>
internal abstract record CellPart(int Line)
{
    /// <summary>Runs it; returns what ended it early, or null.</summary>
    public abstract CellError? Run(CellExecution cell);
}

/// <summary>Text in one language.</summary>
/// <param name="Line">Line of the cell where it starts, from 1.</param>
/// <param name="Language">The language.</param>
/// <param name="Text">The text.</param>
/// <param name="Options">What the line that switched to the language gave it.</param>
internal sealed record CodePart(int Line, ICellLanguage Language, string Text, Options Options) : CellPart(Line)
{
    /// <inheritdoc/>
    public override CellError? Run(CellExecution cell) => cell.Run(this);
}

/// <summary>What a directive does.</summary>
internal sealed record DirectivePart(int Line, Func<CellExecution, CellError?> Action) : CellPart(Line)
{
    /// <inheritdoc/>
    public override CellError? Run(CellExecution cell) => Action(cell);
}
