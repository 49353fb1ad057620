using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>Each of the last dimensions together must satisfy a constraint.</summary>
            public class _IndependentConstraint(Constraint base_constraint, int reinterpreted_batch_ndims) : Constraint
            {
                /// <summary>The constraint of each element.</summary>
                public Constraint base_constraint { get; } = base_constraint;

                public override bool is_discrete => base_constraint.is_discrete;

                public override int event_dim => base_constraint.event_dim + reinterpreted_batch_ndims;

                /// <exception cref="ArgumentException">The value has too few dimensions.</exception>
                public override Tensor check(Tensor value) => Tidy(() =>
                {
                    var each = base_constraint.check(value);
                    if (each.dim() < reinterpreted_batch_ndims) throw new ArgumentException($"Expected at least {event_dim} dimensions, but the shape is {Shapes.Text(value.shape)}.", nameof(value));
                    return reinterpreted_batch_ndims == 0 ? each : each.flatten(-reinterpreted_batch_ndims).all(-1);
                });

                public override string ToString() => $"IndependentConstraint({base_constraint}, {reinterpreted_batch_ndims})";
            }

            /// <summary>Parts of a dimension, each with a constraint.</summary>
            public class _Cat : Constraint
            {
                readonly Constraint[] parts;
                readonly long[] lengths;
                readonly long dim;

                /// <param name="cseq">The constraints.</param>
                /// <param name="dim">The dimension that is divided.</param>
                /// <param name="lengths">How long the parts are; 1 each if null.</param>
                public _Cat(IList<Constraint> cseq, long dim = 0, IList<long>? lengths = null)
                {
                    parts = [.. cseq];
                    this.lengths = lengths is null ? [.. cseq.Select(_ => 1L)] : [.. lengths];
                    if (this.lengths.Length != parts.Length) throw new ArgumentException($"There are {parts.Length} constraints but {this.lengths.Length} lengths.", nameof(lengths));
                    this.dim = dim;
                }

                public override bool is_discrete => parts.Any(p => p.is_discrete);

                public override int event_dim => parts.Max(p => p.event_dim);

                public override Tensor check(Tensor value) => Tidy(() =>
                {
                    var checks = new List<Tensor>();
                    long start = 0;
                    for (var i = 0; i < parts.Length; start += lengths[i++]) checks.Add(parts[i].check(value.narrow(dim, start, lengths[i])));
                    return torch.cat(checks, dim);
                });
            }

            /// <summary>Slices along a dimension, each with a constraint.</summary>
            public class _Stack : Constraint
            {
                readonly Constraint[] parts;
                readonly int dim;

                /// <param name="cseq">The constraints, as many as the dimension is long.</param>
                /// <param name="dim">The dimension.</param>
                public _Stack(IList<Constraint> cseq, int dim = 0) => (parts, this.dim) = ([.. cseq], dim);

                public override bool is_discrete => parts.Any(p => p.is_discrete);

                public override int event_dim => parts.Max(p => p.event_dim) is var most && dim + most < 0 ? most + 1 : most;

                /// <exception cref="ArgumentException">The dimension is not as long as there are constraints.</exception>
                public override Tensor check(Tensor value) => Tidy(() =>
                {
                    if (value.size(dim) != parts.Length) throw new ArgumentException($"There are {parts.Length} constraints, but dimension {dim} of {Shapes.Text(value.shape)} is {value.size(dim)} long.", nameof(value));
                    return torch.stack([.. parts.Select((part, i) => part.check(value.select(dim, i)))], dim);
                });
            }
        }
    }
}
