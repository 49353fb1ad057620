using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// The numbers 0 to size - 1, in another random order each time they are enumerated. With a seed, the sequence of orders
/// depends on nothing but the seed. Without one it depends on <see cref="torch.manual_seed"/>, and is that of PyTorch's
/// <c>DataLoader(shuffle=True)</c>, which draws two numbers from the default generator.
/// </summary>
public class FisherYatesShuffler : IEnumerable<long>
{
    readonly long size;
    readonly Random? random;

    /// <param name="size">How many numbers.</param>
    /// <param name="seed">Where the sequence of orders starts; null leaves it to the default generator.</param>
    public FisherYatesShuffler(long size, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        this.size = size;
        random = seed is { } s ? new Random(s) : null;
    }

    /// <summary>The numbers in the next order.</summary>
    public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)(random is null ? Drawn() : Shuffled(random))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Fisher and Yates, inside out: each number takes a random place among those before it.</summary>
    long[] Shuffled(Random random)
    {
        var order = new long[size];
        lock (random)
            for (long i = 0; i < size; i++)
            {
                var draw = ((long)random.Next() << 32) | (uint)random.Next();
                var place = draw % (i + 1);
                order[i] = order[place];
                order[place] = i;
            }
        return order;
    }

    long[] Drawn()
    {
        using var scope = NewDisposeScope();
        var number = Ops.empty_memory_format.Call(Array.Empty<long>(), ScalarType.Int64);
        Ops.random_.Do(number); // PyTorch draws this one for the workers
        Ops.random_.Do(number);
        using var generator = new Generator().manual_seed(number.item<long>());
        return randperm(size, generator: generator).data<long>().ToArray();
    }
}
