using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that an optimiser changes. Once a module has registered it, it belongs to no dispose scope, but to the module.</summary>
    public class Parameter : Tensor
    {
        /// <summary>Shares the memory of <paramref name="data"/>, outside of its graph.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A gradient is required of elements that are no floating-point numbers.</exception>
        public Parameter(Tensor data, bool requires_grad = true) : base(Ops.detach.CallHandle(data))
        {
            this.requires_grad = requires_grad;
        }

        /// <summary>Takes over a native reference to what is a parameter already.</summary>
        internal Parameter(nint handle) : base(new Unscoped(handle))
        {
        }

        /// <summary>Replaces memory, element type and device, keeping the identity that modules and optimisers know.</summary>
        internal void Assign(Tensor data)
        {
            Ops.set_data.Do(this, data);
            if (grad is not { } old) return;
            using (old)
            using (var moved = old.to(data.dtype, data.device))
                grad = moved;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A parameter that shares the memory of <paramref name="data"/>.</summary>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

            /// <summary>A parameter whose values are still to be set.</summary>
            internal static Modules.Parameter NewParameter(long[] size, ScalarType? dtype, Device? device)
            {
                using var data = empty(size, dtype, device);
                return new(data);
            }
        }
    }
}
