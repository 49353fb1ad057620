using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The memory of a tensor and of all its views, as a sequence of elements that can be read and written.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    public sealed class Storage<T> : Storage, IDisposable, IEnumerable<T> where T : unmanaged
    {
        readonly int start, count;

        internal Storage(Tensor tensor) : this(tensor, 0, null)
        {
        }

        Storage(Tensor tensor, int start, int? count) : base(Ops.alias.Call(tensor))
        {
            ElementTypes.Check<T>(tensor.dtype);
            this.start = start;
            this.count = count ?? checked((int)(BytesOf(tensor) / tensor.element_size()));
        }

        /// <summary>The number of elements.</summary>
        public int Count => count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The device whose memory it is.</summary>
        public Device device => _tensor.device;

        public override int element_size() => (int)_tensor.element_size();

        /// <summary>One element, or the elements from start up to, not including, the end, in the same memory.</summary>
        /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
        public T this[int index]
        {
            get
            {
                var value = Values[index];
                GC.KeepAlive(this);
                return value;
            }
            set
            {
                Values[index] = value;
                GC.KeepAlive(this);
            }
        }

        public Storage<T> this[(int? start, int? end) range]
        {
            get => Part(range.start ?? 0, range.end ?? count);
            set => this[range].copy_(value.ToArray());
        }

        public Storage<T> this[Range range]
        {
            get => Part(range.Start.GetOffset(count), range.End.GetOffset(count));
            set => this[range].copy_(value.ToArray());
        }

        /// <summary>One element in memory of its own.</summary>
        public static implicit operator Storage<T>(T value)
        {
            using var tensor = FromData([value], [1], null, CPU, false, null);
            return new(tensor);
        }

        /// <summary>Writes the elements of a list from the first element on.</summary>
        /// <exception cref="ArgumentException">The list is longer than the memory.</exception>
        public void copy_(IList<T> array)
        {
            if (array.Count > count) throw new ArgumentException($"{array.Count} elements do not fit into a storage of {count}.", nameof(array));
            Elements(array).CopyTo(Values);
            GC.KeepAlive(this);
        }

        /// <summary>Writes one value into all elements.</summary>
        public void fill_(T value)
        {
            Values.Fill(value);
            GC.KeepAlive(this);
        }

        /// <summary>Copies all elements into a list from <paramref name="arrayIndex"/> on.</summary>
        public void CopyTo(IList<T> array, int arrayIndex)
        {
            for (var i = 0; i < count; i++) array[arrayIndex + i] = this[i];
        }

        /// <summary>Writes the elements of a list from <paramref name="arrayIndex"/> on, as many as there are here.</summary>
        public void CopyFrom(IList<T> array, int arrayIndex)
        {
            for (var i = 0; i < count; i++) this[i] = array[arrayIndex + i];
        }

        /// <summary>All elements, in a new array.</summary>
        public T[] ToArray()
        {
            var values = Values.ToArray();
            GC.KeepAlive(this);
            return values;
        }

        /// <summary>All elements, in a new list.</summary>
        public IList<T> tolist() => ToArray();

        /// <summary>The place of the first element that equals a value, or -1.</summary>
        public int IndexOf(T item) => Array.IndexOf(ToArray(), item);

        /// <summary>True if an element equals a value.</summary>
        public bool Contains(T item) => IndexOf(item) >= 0;

        /// <summary>The same elements in the processor's memory: this storage, if it is there.</summary>
        public Storage<T> cpu() => device.type == DeviceType.CPU ? this : Moved(CPU);

        /// <summary>A copy of the elements in the memory of a CUDA device.</summary>
        public Storage<T> cuda(Device? device = null) => Moved(device ?? CUDA);

        /// <summary>The elements, one after the other.</summary>
        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Lets go of the memory; it lives on in the tensor that it came from.</summary>
        public void Dispose() => _tensor.Dispose();

        unsafe Span<T> Values
        {
            get
            {
                if (device.type != DeviceType.CPU) throw new InvalidOperationException($"The elements are on {device}: call cpu() first.");
                return new((T*)data_ptr() + start, count);
            }
        }

        Storage<T> Part(int from, int to) =>
            from >= 0 && to >= from && to <= count ? new(_tensor, start + from, to - from) : throw new IndexOutOfRangeException($"[{from}..{to}] of a storage of {count} elements");

        Storage<T> Moved(Device device)
        {
            using var whole = Whole(_tensor);
            using var moved = whole.to(device);
            return new(moved);
        }
    }

    public partial class Tensor
    {
        /// <summary>The memory that the tensor shares with its views.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the C# type of the elements.</exception>
        public Storage<T> storage<T>() where T : unmanaged => new(this);
    }
}
