using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>A random change of an example that keeps its targets true: what moves the picture moves them along.</summary>
public abstract class Augmentation
{
    /// <summary>The changed example; the caller owns it, and the given one stays as it was.</summary>
    /// <param name="sample">The example.</param>
    /// <param name="fields">What its tensors are.</param>
    /// <param name="random">Where everything random comes from: the same stream, the same change.</param>
    public abstract Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random);
}
