namespace Marginalia.Architectures;

/// <summary>Makes the head of a task, for example <see cref="UNetHead.Create"/>.</summary>
/// <param name="channels">Channels of the backbone's maps, the finest first.</param>
/// <param name="outputs">Channels of the prediction.</param>
/// <param name="seed">Seed of the initial parameters.</param>
public delegate Head HeadFactory(IReadOnlyList<int> channels, int outputs, long seed);
