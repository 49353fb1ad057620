using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>In training mode sets elements to zero with probability p and divides the others by 1 - p.</summary>
    public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout(double p, bool inplace) : base(nameof(Dropout))
        {
            this.p = p;
            this.inplace = inplace;
        }

        /// <summary>The probability of zero.</summary>
        public double p { get; set; }

        /// <summary>Overwrites the argument.</summary>
        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>In training mode sets elements to zero with probability p and divides the others by 1 - p.</summary>
            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
