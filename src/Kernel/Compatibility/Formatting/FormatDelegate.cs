namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes a value; false, with nothing written, leaves it to another formatter.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);
