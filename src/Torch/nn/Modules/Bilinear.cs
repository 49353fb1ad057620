using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x1^T W x2 + b, with one matrix W of shape [in1, in2] per output.</summary>
    public sealed class Bilinear : nn.Module<Tensor, Tensor, Tensor>
    {
        internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Bilinear))
        {
            this.in1_features = in1_features;
            this.in2_features = in2_features;
            this.out_features = out_features;
            weight = nn.NewParameter([out_features, in1_features, in2_features], dtype, device);
            bias = hasBias ? nn.NewParameter([out_features], dtype, device) : null;
            var bound = 1 / Math.Sqrt(in1_features);
            nn.init.uniform_(weight, -bound, bound);
            if (bias is not null) nn.init.uniform_(bias, -bound, bound);
        }

        /// <summary>How many numbers the first argument has.</summary>
        public long in1_features { get; set; }
        /// <summary>How many numbers the second argument has.</summary>
        public long in2_features { get; set; }
        /// <summary>How many numbers come out.</summary>
        public long out_features { get; set; }

        /// <summary>W, of shape [out, in1, in2].</summary>
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

        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x1^T W x2 + b, initialised uniformly in +-1/sqrt(in1).</summary>
            public static Bilinear Bilinear(long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in1_features, in2_features, out_features, hasBias, device, dtype);
        }
    }
}
