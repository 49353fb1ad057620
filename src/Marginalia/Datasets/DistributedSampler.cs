namespace Marginalia.Datasets;

/// <summary>
/// The part that one of several processes takes of the order of another sampler: its positions rank, rank + world, rank + 2 world, ... All parts
/// are equally long, and all processes must use one seed.
/// </summary>
public sealed class DistributedSampler : Sampler
{
    private readonly Sampler whole;
    private readonly int rank;
    private readonly int world;

    /// <summary>Takes a part.</summary>
    /// <param name="whole">The order that is divided.</param>
    /// <param name="rank">Number of this process, 0 .. world - 1.</param>
    /// <param name="world">Number of processes.</param>
    /// <param name="pad">When the examples do not divide evenly: true begins the order again, so that up to world - 1 examples come twice; false
    /// leaves the last ones of the epoch out, and the parts are disjoint.</param>
    /// <exception cref="ArgumentException">The rank is not of 0 .. world - 1, or nothing would be left.</exception>
    public DistributedSampler(Sampler whole, int rank, int world, bool pad = true)
    {
        if (world < 1 || rank < 0 || rank >= world)
            throw new ArgumentException($"DistributedSampler: rank {rank} of {world} processes; expected 0 .. {Math.Max(0, world - 1)}.");
        (this.whole, this.rank, this.world) = (whole, rank, world);
        Count = (whole.Count + (pad ? world - 1 : 0)) / world;
        if (Count == 0)
            throw new ArgumentException($"DistributedSampler: {whole.Count} examples leave nothing for each of {world} processes; pad, or take fewer.");
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override long[] Order(long seed, long epoch)
    {
        var order = whole.Order(seed, epoch);
        return [.. Enumerable.Range(0, Count).Select(place => order[((long)place * world + rank) % order.Length])];
    }
}
