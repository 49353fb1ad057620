namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Without dimensions of length 1, or without that one if its length is 1.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } d ? Ops.squeeze_dim.Call(this, d) : Ops.squeeze.Call(this);

        /// <summary>As squeeze, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Ops.squeeze__dim.Mutate(this, d) : Ops.squeeze_.Mutate(this);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        // Places in a tensor: libtorch has these along a given dimension only.
        public Tensor[] hsplit(Tensor indices) => Split(indices, ndim == 1 ? 0 : 1, nameof(hsplit));
        public Tensor[] vsplit(Tensor indices) => Split(indices, 0, nameof(vsplit));
        public Tensor[] dsplit(Tensor indices) => Split(indices, 2, nameof(dsplit));

        Tensor[] Split(Tensor indices, long dim, string name)
        {
            var needed = name switch { nameof(hsplit) => 1, nameof(vsplit) => 2, _ => 3 };
            return ndim >= needed ? tensor_split(indices, dim) : throw new ArgumentException($"{name}: the tensor has {ndim} dimensions; it needs at least {needed}.");
        }
    }

    /// <inheritdoc cref="Tensor.squeeze(long?)"/>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>As squeeze, in place.</summary>
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    public static Tensor[] hsplit(Tensor input, Tensor indices_or_sections) => input.hsplit(indices_or_sections);
    public static Tensor[] dsplit(Tensor input, Tensor indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>Joins tensors along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.stack.Call(Arg.Tensors(tensors as IReadOnlyList<Tensor> ?? tensors.ToArray()), dim);

    /// <summary>Joins tensors along a dimension that they have.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Ops.cat.Call(Arg.Tensors(tensors), dim);
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Another name of cat.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Joins tensors row by row.</summary>
    public static Tensor vstack(Tensor[] tensors) => Ops.vstack.Call(Arg.Tensors(tensors));
    public static Tensor vstack(IList<Tensor> tensors) => vstack(tensors.ToArray());
}
