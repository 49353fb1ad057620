namespace Marginalia.Architectures;

/// <summary>A layer in a <see cref="LayerTable"/>.</summary>
/// <param name="Name">Where it is in the module, in dotted parts.</param>
/// <param name="Type">Its class.</param>
/// <param name="Output">Shape of what its first call returned for one example, without the batch; empty where it was not called or is no tensor.</param>
/// <param name="Parameters">Numbers in its own parameters; those that an earlier row counts are left out.</param>
/// <param name="Macs">Multiply-accumulates of all its calls, for one example.</param>
/// <param name="Calls">How often it was called.</param>
public sealed record LayerRow(string Name, string Type, IReadOnlyList<long> Output, long Parameters, long Macs, int Calls);
