namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Cross entropy of independent yes-or-no answers, from probabilities; logarithms count at least -100.</summary>
            /// <exception cref="ArgumentException">Input and target have different shapes.</exception>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                CheckTarget(input, target, nameof(binary_cross_entropy));
                return Ops.binary_cross_entropy.Call(input, target, weight, (long)reduction);
            }

            /// <summary>Cross entropy of independent yes-or-no answers, from logits; pos_weights are the weights of a yes, per class.</summary>
            /// <exception cref="ArgumentException">Input and target have different shapes.</exception>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                CheckTarget(input, target, nameof(binary_cross_entropy_with_logits));
                return Ops.binary_cross_entropy_with_logits.Call(input, target, weight, pos_weights, (long)reduction);
            }

            static void CheckTarget(Tensor input, Tensor target, string function)
            {
                if (!input.shape.AsSpan().SequenceEqual(target.shape)) throw new ArgumentException($"{function} needs a target of the input's shape [{string.Join(", ", input.shape)}], but got [{string.Join(", ", target.shape)}].");
            }

            /// <summary>-log of a normal probability (without its constant unless full): (log variance + (input - target)^2 / variance) / 2.</summary>
            /// <param name="input">The means.</param>
            /// <param name="target">What was observed.</param>
            /// <param name="variance">Of the input's shape, or one per row: without the last dimension or with 1 in its place.</param>
            /// <param name="full">Adds log(2 pi) / 2.</param>
            /// <param name="eps">The least variance.</param>
            /// <param name="reduction">What becomes of the losses of single elements.</param>
            /// <exception cref="ArgumentException">A variance is negative, or their shape does not fit.</exception>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var (shape, given) = (input.shape, variance.shape);
                if (!shape.SequenceEqual(given))
                {
                    if (shape.SkipLast(1).SequenceEqual(given)) variance = variance.unsqueeze(-1);
                    else if (!shape.SkipLast(1).Append(1).SequenceEqual(given))
                        throw new ArgumentException($"variance is of incorrect size: expected [{string.Join(", ", shape)}] or one per row, but got [{string.Join(", ", given)}]");
                }
                if (variance.lt(0).any().ToBoolean()) throw new ArgumentException("variance has negative entry/entries");
                var positive = variance.clone();
                using (no_grad()) positive.clamp_(min: (double)eps);
                var loss = positive.log().add(input.sub(target).square().div(positive)).mul(0.5);
                if (full) loss = loss.add(0.5 * Math.Log(2 * Math.PI));
                return Reduce(loss, reduction).MoveToOuterDisposeScope();
            }

            /// <summary>Cross entropy of independent yes-or-no answers from logits, averaged over classes.</summary>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var loss = target.mul(logsigmoid(input)).add(target.neg().add(1).mul(logsigmoid(input.neg()))).neg();
                if (weight is not null) loss = loss.mul(weight);
                return Reduce(loss.sum(-1).div(input.shape[^1]), reduction).MoveToOuterDisposeScope();
            }

            /// <summary>max(0, margin + distance to the positive - distance to the negative), with any distance; by default the Euclidean one.</summary>
            public static Tensor triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                distance ??= (a, b) => pairwise_distance(a, b);
                using var scope = NewDisposeScope();
                var (near, far) = (distance(anchor, positive), distance(anchor, negative));
                if (swap) far = minimum(far, distance(positive, negative));
                return Reduce(near.sub(far).add(margin).clamp_min(0), reduction).MoveToOuterDisposeScope();
            }

            static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
            {
                Reduction.Mean => losses.mean(),
                Reduction.Sum => losses.sum(),
                _ => losses,
            };
        }
    }
}
