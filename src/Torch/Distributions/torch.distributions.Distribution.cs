using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>
        /// A distribution of tensors. Its parameters may have a batch shape, one distribution each; one draw has the event shape.
        /// The parameters that it gives out belong to it and are freed with it.
        /// </summary>
        public abstract partial class Distribution : IDisposable
        {
            /// <summary>Euler's constant.</summary>
            protected const double euler_constant = 0.57721566490153286060;

            readonly List<IDisposable> owned = [];

            /// <summary>Where the random numbers come from; the default generator if null.</summary>
            protected Generator? generator;

            /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
            /// <param name="batch_shape">The shape of the parameters.</param>
            /// <param name="event_shape">The shape of one draw.</param>
            public Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape, event_shape);
            }

            public Distribution(Generator? generator, long[]? batch_shape = null, long[]? event_shape = null)
                : this(generator, new Size(batch_shape ?? []), new Size(event_shape ?? []))
            {
            }

            /// <summary>Sets the shapes.</summary>
            protected void _init(Size? batch_shape = null, Size? event_shape = null)
            {
                this.batch_shape = batch_shape ?? Size.Empty;
                this.event_shape = event_shape ?? Size.Empty;
            }

            /// <summary>The shape of the parameters: of how many distributions this one consists.</summary>
            public Size batch_shape { get; protected set; }

            /// <summary>The shape of one draw.</summary>
            public Size event_shape { get; protected set; }

            /// <summary>The mean.</summary>
            public abstract Tensor mean { get; }

            /// <summary>The most likely value.</summary>
            public virtual Tensor mode => throw Lacking("mode");

            /// <summary>The variance.</summary>
            public abstract Tensor variance { get; }

            /// <summary>The standard deviation.</summary>
            public virtual Tensor stddev => Tidy(() => variance.sqrt());

            /// <summary>Draws; the result's shape is <paramref name="sample_shape"/>, then the batch's, then the event's. No gradient passes.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using var quiet = no_grad();
                return rsample(sample_shape);
            }

            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>Draws as a function of the parameters, so that gradients pass, where the distribution allows that.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            /// <summary>The logarithm of the density (of the probability, if discrete) at <paramref name="value"/>.</summary>
            public abstract Tensor log_prob(Tensor value);

            /// <summary>The probability of values up to <paramref name="value"/>.</summary>
            public virtual Tensor cdf(Tensor value) => throw Lacking("cdf");

            /// <summary>The value up to which the probability is <paramref name="value"/>: the inverse of cdf.</summary>
            public virtual Tensor icdf(Tensor value) => throw Lacking("icdf");

            /// <summary>All values of a discrete distribution, along a new first dimension.</summary>
            /// <param name="expand">Whether to repeat them for the whole batch.</param>
            public virtual Tensor enumerate_support(bool expand = true) => throw Lacking("enumerate_support");

            /// <summary>The entropy in nats.</summary>
            public abstract Tensor entropy();

            /// <summary>e to the power of the entropy.</summary>
            public virtual Tensor perplexity() => Tidy(() => entropy().exp());

            /// <summary>The same distributions, stretched to another batch shape.</summary>
            /// <param name="batch_shape">The new shape.</param>
            /// <param name="instance">An object of the same class to turn into the result, for derived classes.</param>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            /// <summary>Frees the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) Release();
            }
        }
    }
}
