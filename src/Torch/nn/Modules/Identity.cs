using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gives its argument a second name.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        public override Tensor forward(Tensor tensor) => Ops.alias.Call(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Gives its argument a second name.</summary>
            public static Modules.Identity Identity() => new();
        }
    }
}
