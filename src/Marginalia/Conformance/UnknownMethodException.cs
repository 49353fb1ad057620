namespace Marginalia.Conformance;

/// <summary>A case asks for a method, or a variant of one, that is not here.</summary>
/// <param name="message">What it asks for, and what there is.</param>
internal sealed class UnknownMethodException(string message) : Exception(message);
