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

        /// <summary>The elements at the positions that the tensors give, one for each dimension.</summary>
        public Tensor index(params Tensor[] indices) => Ops.index_Tensor.Call(this, Arg.OptionalTensors(indices));

        /// <summary>Replaces a part of this tensor, with broadcasting.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var part = Resolve(indices, out var positions);
            if (positions.Count == 0) part.copy_(value);
            else Ops.index_put_.Mutate(part, Arg.OptionalTensors(positions), value, false);
            DisposeView(part);
            return this;
        }

        /// <summary>Replaces the elements at the positions that the tensors give.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => Ops.index_put_.Mutate(this, Arg.OptionalTensors(indices), value, false);

        /// <summary>One slice along a dimension, which disappears.</summary>
        public Tensor select(long dim, long index) => Ops.select_int.Call(this, dim, index);

        /// <summary>Every step-th slice along a dimension from start up to, not including, finish.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Ops.slice_Tensor.Call(this, dim, start, finish, step);

        /// <summary>So many slices along a dimension from start.</summary>
        public Tensor narrow(long dim, long start, long length) => Ops.narrow.Call(this, dim, start, length);

        /// <summary>The slices along a dimension at the given positions.</summary>
        public Tensor index_select(long dim, Tensor index) => Ops.index_select.Call(this, dim, index);

        /// <summary>Elements picked along a dimension: result[i][j] = this[index[i][j]][j] for dim 0.</summary>
        public Tensor gather(long dim, Tensor index) => Ops.gather.Call(this, dim, index);

        /// <summary>The reverse of <see cref="gather"/>: puts elements of src at the positions in index.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.scatter_src.Call(this, dim, index, src);

        /// <summary><see cref="scatter(long, Tensor, Tensor)"/> in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.scatter__src.Mutate(this, dim, index, src);

        /// <summary>Adds elements of src at the positions in index.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.scatter_add.Call(this, dim, index, src);

        /// <summary>As scatter_add, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.scatter_add_.Mutate(this, dim, index, src);

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

    /// <inheritdoc cref="Tensor.select(long, long)"/>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <inheritdoc cref="Tensor.narrow(long, long, long)"/>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <inheritdoc cref="Tensor.index_select(long, Tensor)"/>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <inheritdoc cref="Tensor.gather(long, Tensor)"/>
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);
}
