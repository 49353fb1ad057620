using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>Several transforms, one after the other.</summary>
            public class ComposeTransform : Transform
            {
                readonly Transform[] parts;

                /// <param name="parts">The transforms, the first to apply first.</param>
                /// <param name="cache_size">Has no effect: nothing is cached.</param>
                public ComposeTransform(IEnumerable<Transform> parts, int cache_size = 0)
                {
                    ArgumentOutOfRangeException.ThrowIfNegative(cache_size);
                    this.parts = [.. parts];
                }

                public override bool bijective => parts.All(p => p.bijective);

                public override constraints.Constraint domain => parts.Length == 0 ? constraints.real : Widened(parts[0].domain, DomainEvents());

                public override constraints.Constraint codomain => parts.Length == 0 ? constraints.real : Widened(parts[^1].codomain, CodomainEvents());

                public override int event_dim => domain.event_dim == codomain.event_dim ? domain.event_dim : base.event_dim;

                public override Transform inv => _inv ??= new ComposeTransform(parts.Reverse().Select(p => p.inv)) { _inv = this };

                int DomainEvents()
                {
                    var events = parts[^1].codomain.event_dim;
                    foreach (var part in parts.Reverse()) events = Math.Max(events + part.domain.event_dim - part.codomain.event_dim, part.domain.event_dim);
                    return events;
                }

                int CodomainEvents()
                {
                    var events = parts[0].domain.event_dim;
                    foreach (var part in parts) events = Math.Max(events + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim);
                    return events;
                }

                static constraints.Constraint Widened(constraints.Constraint constraint, int events) => events > constraint.event_dim ? constraints.independent(constraint, events - constraint.event_dim) : constraint;

                protected internal override Tensor _sign() => Tidy(() => parts.Aggregate((Tensor)1, (sign, part) => sign * part.sign));

                protected internal override Tensor _call(Tensor x) => Tidy(() => parts.Aggregate(x, (value, part) => part.forward(value)));

                protected internal override Tensor _inverse(Tensor y) => Tidy(() => parts.Reverse().Aggregate(y, (value, part) => part.inv.forward(value)));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() =>
                {
                    if (parts.Length == 0) return zeros_like(x);
                    var events = domain.event_dim;
                    Tensor? result = null;
                    for (var i = 0; i < parts.Length; i++)
                    {
                        var part = parts[i];
                        var next = i == parts.Length - 1 ? y : part.forward(x);
                        var term = _sum_rightmost(part.log_abs_det_jacobian(x, next), events - part.domain.event_dim);
                        result = result is null ? term : result + term;
                        events += part.codomain.event_dim - part.domain.event_dim;
                        x = next;
                    }
                    return result!;
                });

                public override long[] forward_shape(long[] shape) => parts.Aggregate(shape, (s, part) => part.forward_shape(s));

                public override long[] inverse_shape(long[] shape) => parts.Reverse().Aggregate(shape, (s, part) => part.inverse_shape(s));
            }

            /// <summary>A transform whose last batch dimensions count as part of a value: the derivative is summed over them. (The name is TorchSharp's.)</summary>
            public class IndepdenentTransform : Transform
            {
                readonly Transform @base;
                readonly int dimensions;

                /// <param name="base_transform">The transform.</param>
                /// <param name="reinterpreted_batch_dims">How many more of the last dimensions make one value.</param>
                public IndepdenentTransform(Transform base_transform, int reinterpreted_batch_dims) => (@base, dimensions) = (base_transform, reinterpreted_batch_dims);

                public override bool bijective => @base.bijective;

                public override constraints.Constraint domain => constraints.independent(@base.domain, dimensions);

                public override constraints.Constraint codomain => constraints.independent(@base.codomain, dimensions);

                public override int event_dim => @base.event_dim + dimensions;

                public override Transform inv => _inv ??= new IndepdenentTransform(@base.inv, dimensions) { _inv = this };

                protected internal override Tensor _sign() => @base.sign;

                protected internal override Tensor _call(Tensor x) => @base.forward(Enough(x, domain));

                protected internal override Tensor _inverse(Tensor y) => @base.inv.forward(Enough(y, codomain));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => _sum_rightmost(@base.log_abs_det_jacobian(x, y), dimensions));

                public override long[] forward_shape(long[] shape) => @base.forward_shape(shape);

                public override long[] inverse_shape(long[] shape) => @base.inverse_shape(shape);

                static Tensor Enough(Tensor value, constraints.Constraint constraint) =>
                    value.dim() >= constraint.event_dim ? value : throw new ArgumentException($"Expected at least {constraint.event_dim} dimensions, but the shape is {Shapes.Text(value.shape)}.");
            }
        }
    }
}
