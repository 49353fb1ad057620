using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x times the probability that a standard normal number is less than x (Hendrycks, Gimpel 2016, arXiv:1606.08415).</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        /// <summary>Exact, or by a formula with tanh.</summary>
        public enum Approximate
        {
            none = 0,
            tanh = 1,
        }

        internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU))
        {
            this.approximate = approximate;
            this.inplace = inplace;
        }

        /// <summary>Which formula.</summary>
        public Approximate approximate { get; set; }

        /// <summary>Overwrites the argument.</summary>
        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x times the probability that a standard normal number is less than x.</summary>
            public static Modules.GELU GELU() => new(Modules.GELU.Approximate.none, false);
            public static Modules.GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);
            public static Modules.GELU GELU(Modules.GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}
