using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>Recognizes data sets that are one and the same, by their first examples.</summary>
internal static class SameData
{
    private const int Examples = 4;

    /// <summary>Refuses two of them that are the same object, the same folder, or generated from the same split and seed.</summary>
    /// <exception cref="ArgumentException">Their first examples are equal, bit by bit.</exception>
    public static void Refuse(params (Dataset Data, string Name)[] sets)
    {
        for (int i = 0; i < sets.Length; i++)
            for (int k = 0; k < i; k++)
                if (Are(sets[k].Data, sets[i].Data))
                    throw new ArgumentException(
                        $"Comparison: {sets[i].Name} are {sets[k].Name}: their first examples are equal; choices that are made on data must not be judged on them, pass another split or seed.");
    }

    private static bool Are(Dataset one, Dataset other)
    {
        if (one == other)
            return true;
        var names = one.Names.Intersect(other.Names).ToArray();
        int count = Math.Min(Examples, Math.Min(one.Count, other.Count));
        if (names.Length == 0)
            return false;
        return Enumerable.Range(0, count).All(index =>
        {
            using var scope = NewDisposeScope();
            var (first, second) = (one.Get([index]), other.Get([index]));
            return names.All(name => Equal(first[name], second[name]).item<bool>());
        });
    }

    private static Tensor Equal(Tensor first, Tensor second) =>
        first.dtype == second.dtype && first.shape.AsSpan().SequenceEqual(second.shape) ? first.eq(second).all() : tensor(false);
}
