namespace Marginalia.Kernel.Languages;

/// <summary>A value that cannot be read, converted or declared.</summary>
internal sealed class ValueException(string message) : Exception(message);
