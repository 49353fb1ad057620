namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static partial class rnn
            {
                /// <summary>
                /// Sequences of several lengths without padding: all first elements, then all second ones, and so on, the longest
                /// sequence first. <c>pack_padded_sequence</c> and <c>pack_sequence</c> make one.
                /// </summary>
                public sealed class PackedSequence : IDisposable
                {
                    /// <summary>The elements, [sum of the lengths, features].</summary>
                    public readonly Tensor data;
                    /// <summary>How many sequences have an element at each time.</summary>
                    public readonly Tensor batch_sizes;
                    /// <summary>Which of the caller's sequences stands at each place, or null if they were given in order.</summary>
                    public readonly Tensor? sorted_indices;
                    /// <summary>At which place each of the caller's sequences stands, or null.</summary>
                    public readonly Tensor? unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices)
                    {
                        this.data = data;
                        this.batch_sizes = batch_sizes;
                        this.sorted_indices = sorted_indices;
                        this.unsorted_indices = unsorted_indices;
                    }

                    /// <summary>Other elements in the same order.</summary>
                    internal PackedSequence With(Tensor elements) => new(elements, Ops.alias.Call(batch_sizes), Alias(sorted_indices), Alias(unsorted_indices));

                    static Tensor? Alias(Tensor? tensor) => tensor is null ? null : Ops.alias.Call(tensor);

                    PackedSequence Each(Action<Tensor> action)
                    {
                        foreach (var tensor in new[] { data, batch_sizes, sorted_indices, unsorted_indices })
                            if (tensor is not null)
                                action(tensor);
                        return this;
                    }

                    /// <summary>Moves its tensors from their scope to the enclosing one, or to none.</summary>
                    public PackedSequence MoveToOuterDisposeScope() => Each(t => t.MoveToOuterDisposeScope());

                    /// <summary>Takes its tensors out of their scope into none.</summary>
                    public PackedSequence DetachFromDisposeScope() => Each(t => t.DetachFromDisposeScope());

                    /// <summary>Moves its tensors to <paramref name="other"/>.</summary>
                    public PackedSequence MoveToOtherDisposeScope(DisposeScope other) => Each(t => t.MoveToOtherDisposeScope(other));

                    public PackedSequence MoveToOtherDisposeScope(PackedSequence other) => Each(t => t.MoveToOtherDisposeScope(other.data));

                    /// <summary>Frees its tensors.</summary>
                    public void Dispose() => Each(t => t.Dispose());
                }
            }
        }
    }
}
