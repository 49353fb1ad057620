namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True if both refer to the same native tensor or hold the same shape, type and elements.</summary>
        public bool Equals(Tensor? target) =>
            target is not null && (Handle == target.Handle || dtype == target.dtype && Ops.equal.CallScalar(this, target).ToBoolean());

        /// <summary>As <see cref="Equals(Tensor)"/>.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>The identity of the native tensor.</summary>
        public override int GetHashCode() => Handle.GetHashCode();
    }
}
