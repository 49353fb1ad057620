namespace Marginalia.Datasets;

/// <summary>
/// All classes equally often: in an epoch the numbers of any two classes differ by at most one, and so do those of any two examples of a class.
/// Rare classes repeat their examples, frequent ones take turns with them from epoch to epoch.
/// </summary>
public sealed class BalancedSampler : Sampler
{
    private readonly long[][] classes;

    /// <summary>Balances the classes that occur.</summary>
    /// <param name="labels">Class of every example of the data set; an example whose class is negative is never drawn.</param>
    /// <param name="count">Examples in an epoch; null is the number of examples that have a class.</param>
    /// <exception cref="ArgumentException">No example has a class, or the count is not positive.</exception>
    public BalancedSampler(IReadOnlyList<long> labels, int? count = null)
    {
        classes = [.. Enumerable.Range(0, labels.Count).Where(index => labels[index] >= 0)
            .GroupBy(index => labels[index], index => (long)index).OrderBy(group => group.Key).Select(group => group.ToArray())];
        if (classes.Length == 0)
            throw new ArgumentException($"BalancedSampler: of {labels.Count} labels none is 0 or above; there is nothing to balance.", nameof(labels));
        Count = count ?? classes.Sum(members => members.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Count, nameof(count));
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override long[] Order(long seed, long epoch)
    {
        var random = new SeededRandom(seed, epoch);
        var order = new List<long>(Count);
        var (each, more) = Math.DivRem(Count, classes.Length);
        var turns = random.NextPermutation(classes.Length); // the first of them give one example more
        for (int turn = 0; turn < classes.Length; turn++)
        {
            var members = classes[turns[turn]];
            int wanted = each + (turn < more ? 1 : 0);
            for (int drawn = 0; drawn < wanted; drawn += members.Length)
                order.AddRange(random.NextPermutation(members.Length).Take(wanted - drawn).Select(place => members[place]));
        }

        return [.. random.NextPermutation(Count).Select(place => order[(int)place])];
    }
}
