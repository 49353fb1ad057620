using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>Functions through which draws can go.</summary>
        public static partial class transforms
        {
            /// <summary>A function with an inverse and a known derivative, through which draws of a distribution can go.</summary>
            public abstract class Transform
            {
                /// <summary>What <see cref="bijective"/> gives unless it is overridden.</summary>
                protected bool _bijective;

                /// <summary>What <see cref="domain"/> gives unless it is overridden.</summary>
                protected constraints.Constraint? _domain;

                /// <summary>What <see cref="codomain"/> gives unless it is overridden.</summary>
                protected constraints.Constraint? _codomain;

                /// <summary>The inverse, once it was asked for.</summary>
                protected Transform? _inv;

                protected Transform()
                {
                }

                /// <summary>Whether each value of the codomain comes from exactly one of the domain.</summary>
                public virtual bool bijective => _bijective;

                /// <summary>What goes in.</summary>
                public virtual constraints.Constraint domain => _domain ?? throw new NotSupportedException($"{GetType().Name} states no domain.");

                /// <summary>What comes out.</summary>
                public virtual constraints.Constraint codomain => _codomain ?? throw new NotSupportedException($"{GetType().Name} states no codomain.");

                /// <summary>How many of the last dimensions make one value.</summary>
                public virtual int event_dim => domain.event_dim == codomain.event_dim ? domain.event_dim
                    : throw new InvalidOperationException($"{GetType().Name} turns {domain.event_dim} dimensions into {codomain.event_dim}: ask domain or codomain.");

                /// <summary>The inverse.</summary>
                public virtual Transform inv => _inv ??= new Inverse(this);

                /// <summary>1 where the function rises, -1 where it falls.</summary>
                public Tensor sign => _sign();

                /// <summary>Gives <see cref="sign"/>.</summary>
                protected internal virtual Tensor _sign() => throw new NotSupportedException($"{GetType().Name} neither rises nor falls everywhere.");

                /// <summary>The value at <paramref name="x"/>.</summary>
                public Tensor forward(Tensor x) => _call(x);

                /// <summary>Computes the value at <paramref name="x"/>.</summary>
                protected internal abstract Tensor _call(Tensor x);

                /// <summary>Computes where the value is <paramref name="y"/>.</summary>
                protected internal abstract Tensor _inverse(Tensor y);

                /// <summary>ln |det(dy / dx)|.</summary>
                protected internal virtual Tensor log_abs_det_jacobian(Tensor x, Tensor y) => throw new NotSupportedException($"{GetType().Name} has no determinant: it is not one to one.");

                /// <summary>The shape of the result for an input of that shape.</summary>
                public virtual long[] forward_shape(long[] shape) => shape;

                /// <summary>The shape of the input for a result of that shape.</summary>
                public virtual long[] inverse_shape(long[] shape) => shape;

                /// <summary>Sums over the last dimensions.</summary>
                protected internal static Tensor _sum_rightmost(Tensor value, int dim) => dim == 0 ? value : value.sum([.. Enumerable.Range(1, dim).Select(i => (long)-i)]);

                sealed class Inverse(Transform of) : Transform
                {
                    public override bool bijective => of.bijective;

                    public override constraints.Constraint domain => of.codomain;

                    public override constraints.Constraint codomain => of.domain;

                    public override int event_dim => of.event_dim;

                    public override Transform inv => of;

                    protected internal override Tensor _sign() => of._sign();

                    protected internal override Tensor _call(Tensor x) => of._inverse(x);

                    protected internal override Tensor _inverse(Tensor y) => of._call(y);

                    protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => Tidy(() => -of.log_abs_det_jacobian(y, x));

                    public override long[] forward_shape(long[] shape) => of.inverse_shape(shape);

                    public override long[] inverse_shape(long[] shape) => of.forward_shape(shape);
                }
            }
        }
    }
}
