using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public abstract partial class autoaugment
    {
        /// <summary>Draws operations and applies them.</summary>
        internal sealed class Augmenter(InterpolationMode interpolation, IList<float>? fill, Generator? generator)
        {
            static readonly opType[] WithoutInvert = [opType.Identity, .. Enum.GetValues<opType>().Where(op => op < opType.Invert)];
            static readonly opType[] Mixable = [.. Enum.GetValues<opType>().Where(op => op < opType.Invert)];
            static readonly opType[] MixableShapes = [.. Mixable.Where(op => op is not (opType.Brightness or opType.Color or opType.Contrast or opType.Sharpness))];

            /// <summary>One pair of operations of the policy, each with its chance.</summary>
            internal Func<Tensor, Tensor> Policy(AutoAugmentPolicy policy)
            {
                var pairs = Policies.Of(policy);
                return image =>
                {
                    var steps = pairs[Draw.Below(pairs.Length, generator)].Where(step => Draw.Chance(step.Chance, generator)).ToList();
                    return Steps(image, steps.Count, i => (steps[i].Op, Magnitudes.Usual(image, 10), steps[i].Level));
                };
            }

            /// <summary>Several operations of one level.</summary>
            internal Tensor Several(Tensor image, int count, int level, int levels) =>
                Steps(image, count, _ => (WithoutInvert[Draw.Below(WithoutInvert.Length, generator)], Magnitudes.Usual(image, levels), level));

            /// <summary>One operation of any level.</summary>
            internal Tensor One(Tensor image, int levels) =>
                Steps(image, 1, _ => (WithoutInvert[Draw.Below(WithoutInvert.Length, generator)], new(levels, 0.99, 32, 32, 135, 0.99, 8, 6), Draw.Below(levels, generator)));

            /// <summary>A mixture of the image and of several chains of operations, with random shares.</summary>
            internal Tensor Mixed(Tensor image, int severity, int chains, int depth, double alpha, bool colors)
            {
                using var scope = NewDisposeScope();
                var ops = colors ? Mixable : MixableShapes;
                var strengths = new Magnitudes(10, 0.3, Images.Width(image) / 3.0, Images.Height(image) / 3.0, 30, 0.9, 4, 4);
                var share = Shares(alpha, 2)[1];
                var mixed = image.to(ScalarType.Float32) * (1 - share);
                foreach (var part in Shares(alpha, chains))
                {
                    var length = depth > 0 ? depth : Draw.Between(1, 4, generator);
                    var changed = Steps(image, length, _ => (ops[Draw.Below(ops.Length, generator)], strengths, Draw.Below(severity, generator)));
                    mixed = mixed + changed.to(ScalarType.Float32) * (part * share);
                }
                return mixed.to(image.dtype).MoveToOuterDisposeScope();
            }

            double[] Shares(double alpha, int count) => Ops._sample_dirichlet.Call(full(count, alpha, ScalarType.Float64), generator).data<double>().ToArray();

            Tensor Steps(Tensor image, int count, Func<int, (opType Op, Magnitudes Strengths, int Level)> choose)
            {
                var current = image;
                for (var i = 0; i < count; i++)
                {
                    var (op, strengths, level) = choose(i);
                    var magnitude = strengths.Of(op, level);
                    if (Magnitudes.HasSign(op) && Draw.Chance(0.5, generator)) magnitude = -magnitude;
                    var next = apply_op(current, op, magnitude, interpolation, fill);
                    if (!ReferenceEquals(current, image) && !ReferenceEquals(current, next)) current.Dispose();
                    current = next;
                }
                return current;
            }
        }
    }
}
