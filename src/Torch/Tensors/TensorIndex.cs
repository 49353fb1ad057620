using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What stands at one place between the brackets of an index expression.</summary>
    public struct TensorIndex
    {
        enum Form { Null, None, Ellipsis, Bool, Single, Slice, Tensor }

        Form form;
        long? start, stop, step;
        Tensor? tensor;

        /// <summary>Not given; as <see cref="None"/>.</summary>
        public static TensorIndex Null = new() { form = Form.Null };

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex None = new() { form = Form.None };

        /// <summary>All dimensions that no other index names.</summary>
        public static TensorIndex Ellipsis = new() { form = Form.Ellipsis };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>From start up to, not including, stop; negative positions count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { form = Form.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.Equals(Index.End) ? null : Position(range.End));

        /// <summary>A new dimension of length 1 (true) or 0 (false).</summary>
        public static TensorIndex Bool(bool value) => new() { form = Form.Bool, start = value ? 1 : 0 };

        /// <summary>One position; the dimension disappears.</summary>
        public static TensorIndex Single(long? index) => index is { } i ? new() { form = Form.Single, start = i } : None;

        /// <summary>The positions in a tensor of integers, or those where a tensor of truth values holds.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { form = Form.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(Position(index));
        public static implicit operator TensorIndex(Range range) => Slice(range);

        // Makes TensorIndex the better choice where an indexer takes either.
        public static implicit operator Tensor(TensorIndex value) => value.form switch
        {
            Form.Single => torch.tensor(value.start!.Value),
            Form.Bool => torch.tensor(value.start != 0),
            Form.Tensor => value.tensor!,
            _ => throw new InvalidOperationException($"An index of kind {value.form} is no tensor."),
        };

        static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;

        /// <summary>How many dimensions of the tensor this index stands for.</summary>
        internal readonly long Consumes => form switch
        {
            Form.Single or Form.Slice => 1,
            Form.Tensor => tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? tensor.ndim : 1,
            _ => 0,
        };

        /// <summary>
        /// Applies this index to <paramref name="dim"/> of <paramref name="self"/>, a view; a tensor index is only noted in
        /// <paramref name="indices"/>. Returns the view and moves <paramref name="dim"/> on.
        /// </summary>
        internal readonly Tensor Apply(Tensor self, ref long dim, long skipped, List<Tensor?> indices)
        {
            switch (form)
            {
                case Form.Single:
                    return self.select(dim, start!.Value);
                case Form.Slice:
                    if ((start ?? 0) == 0 && stop is null && (step ?? 1) == 1)
                    {
                        dim++;
                        return self;
                    }
                    if (step < 1) throw new ExternalException(step == 0 ? "slice step cannot be zero" : "step must be greater than zero");
                    return Ops.slice_Tensor.Call(self, dim++, start, stop, step ?? 1);
                case Form.Ellipsis:
                    dim += skipped;
                    return self;
                case Form.Tensor:
                    while (indices.Count < dim) indices.Add(null);
                    indices.Add(tensor);
                    dim += Consumes;
                    return self;
                case Form.Bool:
                    var inserted = self.unsqueeze(dim);
                    while (indices.Count < dim) indices.Add(null);
                    indices.Add(torch.tensor(start == 0 ? [] : new long[] { 0 }, device: self.device));
                    dim++;
                    return inserted;
                default:
                    return self.unsqueeze(dim++);
            }
        }

        internal readonly bool IsEllipsis => form == Form.Ellipsis;
    }
}
