using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Hyperbolic tangent.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

        /// <summary>Overwrites the argument.</summary>
        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => inplace ? tensor.tanh_() : tensor.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Hyperbolic tangent.</summary>
            public static Modules.Tanh Tanh() => new(false);
            public static Modules.Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}
