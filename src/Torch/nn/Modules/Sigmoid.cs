using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

        /// <summary>Overwrites the argument.</summary>
        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => inplace ? tensor.sigmoid_() : tensor.sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Modules.Sigmoid Sigmoid() => new(false);
            public static Modules.Sigmoid Sigmoid(bool inplace) => new(inplace);
        }
    }
}
