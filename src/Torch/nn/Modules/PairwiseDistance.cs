using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The p-norm of x1 - x2 + eps over the last dimension.</summary>
    public sealed class PairwiseDistance : ParameterLessModule<Tensor, Tensor, Tensor>
    {
        internal PairwiseDistance(double p, double eps, bool keepdim) : base(nameof(PairwiseDistance))
        {
            norm = p;
            this.eps = eps;
            this.keepdim = keepdim;
        }

        /// <summary>p.</summary>
        public double norm { get; set; }
        /// <summary>A small number that keeps the gradient finite.</summary>
        public double eps { get; set; }
        /// <summary>Keeps the last dimension, of length one.</summary>
        public bool keepdim { get; set; }

        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The p-norm of x1 - x2 + eps over the last dimension.</summary>
            public static Modules.PairwiseDistance PairwiseDistance(double p = 2, double eps = 1e-6, bool keepdim = false) => new(p, eps, keepdim);
        }
    }
}
