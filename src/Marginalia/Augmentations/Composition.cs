using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>
/// Augmentations one after another. Neighbouring changes of geometry become one view, so that the picture is sampled once, however many they are.
/// </summary>
/// <param name="parts">The augmentations, the first to apply first.</param>
public sealed class Composition(params IReadOnlyList<Augmentation> parts) : Augmentation
{
    /// <inheritdoc/>
    public override Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random)
    {
        using var made = new Pending(sample);
        View? view = null;
        foreach (var part in parts)
        {
            if (part is GeometricAugmentation geometric)
            {
                var (height, width) = view is null ? Warp.SizeOf(made.Current, fields) : (view.Height, view.Width);
                var next = geometric.Draw(random, height, width);
                view = view is null ? next : view.Then(next);
                continue;
            }

            if (view is not null)
                made.Become(Warp.Apply(made.Current, fields, view));
            view = null;
            made.Become(part.Apply(made.Current, fields, random));
        }

        if (view is not null || made.Current == sample)
            made.Become(Warp.Apply(made.Current, fields, view ?? Warp.Identity(sample, fields)));
        return made.Take();
    }

    /// <summary>What the example has become so far; frees what nobody takes, but never the first.</summary>
    private sealed class Pending(Sample first) : IDisposable
    {
        private Sample? made;

        public Sample Current => made ?? first;

        public void Become(Sample next)
        {
            Dispose();
            made = next;
        }

        public Sample Take()
        {
            var taken = Current;
            made = null;
            return taken;
        }

        public void Dispose() => made?.Dispose();
    }
}
