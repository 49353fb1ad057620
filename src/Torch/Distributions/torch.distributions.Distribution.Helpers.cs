using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public abstract partial class Distribution
        {
            /// <summary>The shape of draws: sample, batch, event.</summary>
            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape, .. event_shape];

#pragma warning disable CA1822 // these are methods of the object in TorchSharp
            /// <summary>max(x, 0), with gradient 1/2 at 0.</summary>
            protected Tensor ClampByZero(Tensor x) => Tidy(() => (x.clamp_min(0) + x - x.clamp_max(0)) / 2);

            /// <summary>Probabilities kept off 0 and 1 by the type's precision.</summary>
            protected Tensor ClampProbs(Tensor probs)
            {
                var epsilon = Precision.Epsilon(probs.dtype);
                return probs.clamp(epsilon, 1 - epsilon);
            }

            /// <summary>Log odds (binary) or log probabilities.</summary>
            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false) => Tidy(() =>
            {
                var clamped = ClampProbs(probs);
                return isBinary ? clamped.log() - (-clamped).log1p() : clamped.log();
            });

            /// <summary>The inverse of <see cref="ProbsToLogits"/>.</summary>
            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false) => isBinary ? logits.sigmoid() : Ops.softmax_int.Call(logits, -1);
#pragma warning restore CA1822

            /// <summary>Takes over an object: it leaves its scope and is freed with this distribution.</summary>
            private protected T Own<T>(T disposable) where T : IDisposable
            {
                if (disposable is Tensor tensor) tensor.DetachFromDisposeScope();
                owned.Add(disposable);
                return disposable;
            }

            /// <summary>An own view of a parameter.</summary>
            private protected Tensor Keep(Tensor parameter) => Own(Ops.alias.Call(parameter));

            /// <summary>Own views of two parameters, broadcast against each other.</summary>
            private protected (Tensor, Tensor) Keep(Tensor first, Tensor second)
            {
                var both = Ops.broadcast_tensors.CallList(Arg.Tensors([first, second]));
                return (Own(both[0]), Own(both[1]));
            }

            /// <summary>A value computed once, on first use; gradients pass whatever the mode then.</summary>
            private protected Tensor Once(ref Tensor? field, Func<Tensor> formula)
            {
                if (field is not null) return field;
                using var recording = enable_grad();
                return field = Own(Tidy(formula));
            }

            /// <summary>The values 0 to count - 1 along a new first dimension.</summary>
            private protected Tensor Enumerated(long count, ScalarType type, Device device, bool expand) => Tidy(() =>
            {
                var values = arange(count, dtype: type, device: device).reshape([count, .. batch_shape.Select(_ => 1L)]);
                return expand ? values.expand([count, .. batch_shape]) : values;
            });

            /// <summary>Numbers without a value yet, like a parameter.</summary>
            private protected static Tensor Blank(long[] shape, Tensor like) => empty(shape, dtype: like.dtype, device: like.device);

            /// <summary>The same number everywhere, in the shape of a single draw.</summary>
            private protected Tensor Constant(double value, Tensor like) => full(ExtendedShape(), value, dtype: like.dtype, device: like.device);

            /// <summary>Sums over the last dimensions.</summary>
            private protected static Tensor SumRightmost(Tensor value, int dimensions) =>
                dimensions == 0 ? value : value.sum([.. Enumerable.Range(1, dimensions).Select(i => (long)-i)]);

            private protected NotSupportedException Lacking(string what) => new($"{GetType().Name} has no {what} in closed form.");

            private protected void Release()
            {
                foreach (var disposable in owned) disposable.Dispose();
                owned.Clear();
            }

            /// <summary>Refuses both and neither of two ways to give a parameter.</summary>
            private protected static Tensor OneOf(Tensor? probs, Tensor? logits)
            {
                if (probs is null == logits is null) throw new ArgumentException($"Pass either probs or logits, {(probs is null ? "one of them" : "not both")}.");
                return (probs ?? logits)!;
            }
        }
    }
}
