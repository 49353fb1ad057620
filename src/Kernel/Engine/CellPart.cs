namespace Marginalia.Kernel.Engine;

/// <summary>A piece of a cell between two directives.</summary>
/// <param name="Line">Line of the cell where it starts, from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>C# to compile, with empty lines in front so that its line numbers are the cell's.</summary>
internal sealed record CodePart(int Line, string Code) : CellPart(Line);

/// <summary>Text to show in another language.</summary>
internal sealed record MarkupPart(int Line, string Language, string Text) : CellPart(Line);

/// <summary>A file to run in this place.</summary>
internal sealed record ImportPart(int Line, string Path) : CellPart(Line);
