using static TorchSharp.Temporaries;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>A distribution with density exp(t(x) · θ - F(θ) + k(x)).</summary>
        public abstract class ExponentialFamily : Distribution
        {
            protected ExponentialFamily(Generator? generator) : base(generator)
            {
            }

            /// <summary>θ.</summary>
            protected abstract IList<Tensor> NaturalParams { get; }

            /// <summary>F(θ).</summary>
            protected virtual Tensor LogNormalizer(params Tensor[] parameters) => throw Lacking("log normaliser");

            /// <summary>The mean of k(x).</summary>
            protected abstract Tensor MeanCarrierMeasure { get; }

            /// <summary>F(θ) - θ · F'(θ) - mean k(x), by automatic differentiation (Nielsen and Nock 2010).</summary>
            public override Tensor entropy() => Tidy(() =>
            {
                using var recording = enable_grad();
                var parameters = NaturalParams.Select(p => p.requires_grad ? p : p.detach().requires_grad_()).ToArray();
                var normalizer = LogNormalizer(parameters);
                var gradients = autograd.grad([normalizer.sum()], parameters, retain_graph: true, create_graph: true);
                var result = normalizer - MeanCarrierMeasure;
                for (var i = 0; i < parameters.Length; i++)
                {
                    var product = parameters[i] * gradients[i];
                    result = result - SumRightmost(product, (int)(product.dim() - batch_shape.Length));
                }
                return result;
            });
        }
    }
}
