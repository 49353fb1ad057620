using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x where positive, else x times a weight that is trained (He et al. 2015, arXiv:1502.01852).</summary>
    public sealed class PReLU : nn.Module<Tensor, Tensor>
    {
        internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
        {
            this.num_parameters = num_parameters;
            this.init = init;
            weight = nn.NewParameter([num_parameters], dtype, device);
            nn.init.constant_(weight, init);
        }

        /// <summary>How many weights there are: one, or one per channel.</summary>
        public long num_parameters { get; }
        /// <summary>The weights' first value.</summary>
        public double init { get; }

        /// <summary>The slope for negative numbers.</summary>
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x where positive, else x times a weight that is trained.</summary>
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) => new(num_parameters, init, device, dtype);
        }
    }
}
