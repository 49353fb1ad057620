namespace Marginalia.Kernel.Directives;

/// <summary>A line of a cell asks for something that cannot be done.</summary>
internal sealed class DirectiveException(int line, string message) : Exception(message)
{
    /// <summary>Line of the cell, from 1.</summary>
    public int Line => line;
}
