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
        var current = sample;
        void Become(Sample next)
        {
            if (current != sample)
                current.Dispose();
            current = next;
        }

        try
        {
            View? view = null;
            foreach (var part in parts)
            {
                if (part is GeometricAugmentation geometric)
                {
                    var (height, width) = view is null ? Warp.SizeOf(current, fields) : (view.Height, view.Width);
                    var next = geometric.Draw(random, height, width);
                    view = view is null ? next : view.Then(next);
                    continue;
                }

                if (view is not null)
                    Become(Warp.Apply(current, fields, view));
                view = null;
                Become(part.Apply(current, fields, random));
            }

            if (view is not null || current == sample)
                Become(Warp.Apply(current, fields, view ?? Warp.Identity(current, fields)));
            return current;
        }
        catch
        {
            if (current != sample)
                current.Dispose();
            throw;
        }
    }
}
