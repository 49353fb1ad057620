using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = loc + scale x.</summary>
            public class AffineTransform : Transform
            {
                readonly Tensor loc, scale;
                readonly int events;

                /// <param name="loc">What is added.</param>
                /// <param name="scale">By what is multiplied before.</param>
                /// <param name="event_dim">How many of the last dimensions make one value.</param>
                public AffineTransform(Tensor loc, Tensor scale, int event_dim = 0)
                {
                    (this.loc, this.scale) = (Ops.alias.Call(loc).DetachFromDisposeScope(), Ops.alias.Call(scale).DetachFromDisposeScope());
                    events = event_dim;
                }

                public AffineTransform(double loc, double scale, int event_dim = 0)
                {
                    (this.loc, this.scale) = (tensor(loc).DetachFromDisposeScope(), tensor(scale).DetachFromDisposeScope());
                    events = event_dim;
                }

                public override int event_dim => events;

                public override constraints.Constraint domain => events == 0 ? constraints.real : constraints.independent(constraints.real, events);

                public override constraints.Constraint codomain => domain;

                public override bool bijective => true;

                protected internal override Tensor _sign() => scale.sign();

                protected internal override Tensor _call(Tensor x) => Tidy(() => loc + scale * x);

                protected internal override Tensor _inverse(Tensor y) => Tidy(() => (y - loc) / scale);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() =>
                {
                    var slope = scale.abs().log();
                    if (slope.dim() == 0) slope = slope.to(x.dtype);
                    return _sum_rightmost(slope.expand(x.shape), events);
                });

                public override long[] forward_shape(long[] shape) => Shapes.Broadcast(Shapes.Broadcast(shape, loc.shape), scale.shape);

                public override long[] inverse_shape(long[] shape) => forward_shape(shape);
            }

            /// <summary>y = x to the power of the exponent.</summary>
            public class PowerTransform : Transform
            {
                readonly Tensor exponent;

                /// <param name="exponent">The exponent, positive.</param>
                public PowerTransform(Tensor exponent) => this.exponent = Ops.alias.Call(exponent).DetachFromDisposeScope();

                public override constraints.Constraint domain => constraints.positive;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor _sign() => 1;

                protected internal override Tensor _call(Tensor x) => x.pow(exponent);

                protected internal override Tensor _inverse(Tensor y) => Tidy(() => y.pow(1 / exponent));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => (exponent * y / x).abs().log());

                public override long[] forward_shape(long[] shape) => Shapes.Broadcast(shape, exponent.shape);

                public override long[] inverse_shape(long[] shape) => forward_shape(shape);
            }

            /// <summary>Gives the last dimensions another shape.</summary>
            public class ReshapeTransform : Transform
            {
                readonly long[] before, after;

                /// <param name="in_shape">The shape of what goes in.</param>
                /// <param name="out_shape">The shape of what comes out.</param>
                /// <exception cref="ArgumentException">The shapes have different numbers of elements.</exception>
                public ReshapeTransform(long[] in_shape, long[] out_shape)
                {
                    if (in_shape.Aggregate(1L, (n, d) => n * d) != out_shape.Aggregate(1L, (n, d) => n * d)) throw new ArgumentException($"{Shapes.Text(in_shape)} and {Shapes.Text(out_shape)} have different numbers of elements.", nameof(out_shape));
                    (before, after) = ([.. in_shape], [.. out_shape]);
                }

                public override constraints.Constraint domain => constraints.independent(constraints.real, before.Length);

                public override constraints.Constraint codomain => constraints.independent(constraints.real, after.Length);

                public override bool bijective => true;

                protected internal override Tensor _call(Tensor x) => x.reshape(Swap(x.shape, before, after));

                protected internal override Tensor _inverse(Tensor y) => y.reshape(Swap(y.shape, after, before));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => zeros(x.shape[..^before.Length], dtype: x.dtype, device: x.device);

                public override long[] forward_shape(long[] shape) => Swap(shape, before, after);

                public override long[] inverse_shape(long[] shape) => Swap(shape, after, before);

                static long[] Swap(long[] shape, long[] from, long[] to) =>
                    shape.Length >= from.Length && shape.AsSpan(shape.Length - from.Length).SequenceEqual(from) ? [.. shape[..^from.Length], .. to]
                        : throw new ArgumentException($"The shape {Shapes.Text(shape)} does not end in {Shapes.Text(from)}.", nameof(shape));
            }
        }
    }
}
