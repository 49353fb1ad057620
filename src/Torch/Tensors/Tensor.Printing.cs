namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device, for example <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() =>
            IsInvalid ? "[invalid tensor]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
