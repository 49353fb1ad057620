namespace Marginalia.Datasets;

/// <summary>Which examples an epoch holds, and in which order.</summary>
public abstract class Sampler
{
    /// <summary>Number of examples in an epoch.</summary>
    public abstract int Count { get; }

    /// <summary>Indices of the examples of an epoch [Count]: a pure function of the arguments, which the caller may keep. Thread-safe.</summary>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    public abstract long[] Order(long seed, long epoch);
}
