using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element, as a number of the element type.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one element.</exception>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
        public T item<T>() where T : unmanaged
        {
            Utils.TensorAccessor<T>.Check(dtype);
            return (T)Convert.ChangeType(ToScalar().Value.Kind switch
            {
                ArgKind.Double => (object)ToScalar().AsDouble,
                _ => ToScalar().AsLong,
            }, typeof(T));
        }

        /// <summary>The only element.</summary>
        public Scalar ToScalar() => Ops.item.CallScalar(this);

        /// <summary>The elements, row by row; they can be read and written. Elements on a GPU are copied first.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(device_type == DeviceType.CPU ? this : cpu());
    }
}
