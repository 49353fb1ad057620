using System.Text.Json.Nodes;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Documents;

/// <summary>One output of a code cell.</summary>
public abstract record CellOutput;

/// <summary>Text written to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">What a terminal would show.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value shown while the cell ran.</summary>
/// <param name="Bundle">The value in its MIME types.</param>
public sealed record DisplayOutput(MimeBundle Bundle) : CellOutput;

/// <summary>The value of the cell's trailing expression.</summary>
/// <param name="Bundle">The value in its MIME types.</param>
/// <param name="ExecutionCount">The cell's counter, if it has one.</param>
public sealed record ResultOutput(MimeBundle Bundle, int? ExecutionCount) : CellOutput;

/// <summary>The error that ended the cell.</summary>
/// <param name="Name">Type of the error.</param>
/// <param name="Value">Message.</param>
/// <param name="Traceback">Lines to show.</param>
public sealed record ErrorOutput(string Name, string Value, IReadOnlyList<string> Traceback) : CellOutput;

/// <summary>An output of a kind that nbformat 4 does not define; kept as it is.</summary>
/// <param name="Json">The output's JSON.</param>
public sealed record UnknownOutput(JsonObject Json) : CellOutput;
