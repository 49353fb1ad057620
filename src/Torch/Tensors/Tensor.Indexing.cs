using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Part of the tensor as in NumPy: positions, slices, new dimensions, tensors of positions or truth values. Assigning changes that part.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Item(i1);
            set => PutItem(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Item(i1, i2);
            set => PutItem(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Item(i1, i2, i3);
            set => PutItem(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Item(i1, i2, i3, i4);
            set => PutItem(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Item(i1, i2, i3, i4, i5);
            set => PutItem(value, i1, i2, i3, i4, i5);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Item(i1, i2, i3, i4, i5, i6);
            set => PutItem(value, i1, i2, i3, i4, i5, i6);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Item(indices);
            set => PutItem(value, indices);
        }

        /// <summary>Part of the tensor; a view unless a tensor index is among the indices.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var part = Resolve(indices, out var positions);
            if (positions.Count == 0) return part == (object)this ? Ops.alias.Call(this) : part;
            var taken = Ops.index_Tensor.Call(part, Arg.OptionalTensors(positions));
            DisposeView(part);
            return taken;
        }

        /// <summary>Replaces a part of this tensor, with broadcasting; accumulate adds instead, also at repeated positions.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var part = Resolve(indices, out var positions);
            if (positions.Count > 0) Ops.index_put_.Do(part, Arg.OptionalTensors(positions), value, accumulate);
            else if (accumulate) part.add_(value);
            else part.copy_(value);
            DisposeView(part);
            return this;
        }

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Ops.index_put_.Mutate(this, Arg.OptionalTensors(indices), value, accumulate);
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = Number(value);
            return index_put_(number, indices, false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = Number(value);
            return index_put_(number, indices, false);
        }

        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var positions = tensor(indices.ToArray(), device: device);
            return take_along_dim(positions);
        }

        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var positions = tensor(indices.ToArray(), device: device);
            return take_along_dim(positions, dim);
        }

        Tensor Number(Scalar value) => Ops.full.Call(Array.Empty<long>(), value, dtype, Arg.None, device);

        Tensor Item(params long[] positions)
        {
            var part = this;
            foreach (var position in positions)
            {
                var next = part.select(0, position);
                DisposeView(part);
                part = next;
            }
            return part;
        }

        void PutItem(Tensor value, params long[] positions)
        {
            using var part = Item(positions);
            part.copy_(value);
        }

        Tensor Resolve(TensorIndex[] indices, out List<Tensor?> positions)
        {
            positions = [];
            var part = this;
            var dim = 0L;
            var skipped = ndim - indices.Sum(i => i.Consumes);
            foreach (var index in indices)
            {
                var next = index.Apply(part, ref dim, skipped, positions);
                if (next != (object)part) DisposeView(part);
                part = next;
            }
            return part;
        }

        void DisposeView(Tensor part)
        {
            if (part != (object)this) part.Dispose();
        }
    }

    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => input.take_along_dim(indices, dim);
}
