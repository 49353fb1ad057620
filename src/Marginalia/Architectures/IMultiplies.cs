namespace Marginalia.Architectures;

/// <summary>A module that multiplies beyond its convolutions and affine layers, as attention does, and says how often for <see cref="LayerTable"/>.</summary>
internal interface IMultiplies
{
    /// <summary>Multiply-accumulates of one call, those of its parts left out.</summary>
    /// <param name="inputs">Shapes of the tensors that it took, the batch (of one example) first.</param>
    /// <param name="outputs">Shapes of the tensors that it returned.</param>
    long Macs(IReadOnlyList<long[]> inputs, IReadOnlyList<long[]> outputs);
}
