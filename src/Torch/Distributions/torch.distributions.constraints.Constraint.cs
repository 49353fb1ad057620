namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class constraints
        {
            /// <summary>A set of values.</summary>
            public abstract class Constraint
            {
                protected Constraint() : this(false, 0)
                {
                }

                protected Constraint(bool is_discrete, int event_dim) => (this.is_discrete, this.event_dim) = (is_discrete, event_dim);

                /// <summary>Whether the values are isolated.</summary>
                public virtual bool is_discrete { get; protected set; }

                /// <summary>How many of the last dimensions make one value.</summary>
                public virtual int event_dim { get; protected set; }

                /// <summary>For each value whether it belongs to the set.</summary>
                public abstract Tensor check(Tensor value);

                /// <summary>Its name.</summary>
                public override string ToString() => $"{GetType().Name.TrimStart('_')}()";
            }

            /// <summary>Depends on other parameters.</summary>
            public class _Dependent(bool is_discrete = false, int event_dim = 0) : Constraint(is_discrete, event_dim)
            {
                /// <exception cref="ArgumentException">Always: this cannot be checked alone.</exception>
                public override Tensor check(Tensor value) => throw new ArgumentException("A dependent constraint cannot be checked without the parameters that it depends on.");
            }
        }
    }
}
