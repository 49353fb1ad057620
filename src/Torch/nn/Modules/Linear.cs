using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x W^T + b, with W of shape [out, in].</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            this.weight = weight;
            this.bias = bias;
            out_features = weight.shape[0];
            in_features = weight.shape[1];
        }

        internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            in_features = inputs;
            out_features = outputs;
            weight = nn.NewParameter([outputs, inputs], dtype, device);
            bias = hasBias ? nn.NewParameter([outputs], dtype, device) : null;
            nn.init.ResetLikeLinear(weight, bias);
        }

        /// <summary>How many numbers go in.</summary>
        public long in_features { get; set; }

        /// <summary>How many numbers come out.</summary>
        public long out_features { get; set; }

        /// <summary>W, of shape [out, in].</summary>
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), field = value);
        }

        /// <summary>b, of shape [out], or null.</summary>
        public Parameter? bias
        {
            get;
            set => ConditionallyRegisterParameter(nameof(bias), field = value);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x W^T + b, initialised uniformly in +-1/sqrt(in).</summary>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>x W^T + b with the given parameters.</summary>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
