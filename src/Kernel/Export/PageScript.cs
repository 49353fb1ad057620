namespace Marginalia.Kernel.Export;

/// <summary>A script that a page carries in its head when one of its outputs needs it.</summary>
/// <param name="Path">The file.</param>
/// <param name="NeededBy">Text that occurs in outputs that need it, e.g. a class name.</param>
public sealed record PageScript(string Path, string NeededBy);
