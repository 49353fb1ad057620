namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of several lengths.</summary>
            public static partial class rnn
            {
                /// <summary>Puts sequences beside one another in a tensor of the length of the longest, filled up with <paramref name="padding_value"/>: [time, batch, ...], or [batch, time, ...].</summary>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0) =>
                    Ops.pad_sequence.Call(Arg.Tensors([.. sequences]), batch_first, padding_value);

                /// <summary>Leaves the padding out.</summary>
                /// <param name="input">[time, batch, ...], or [batch, time, ...] with batch_first.</param>
                /// <param name="lengths">The length of every sequence.</param>
                /// <param name="batch_first">Which dimension comes first.</param>
                /// <param name="enforce_sorted">The sequences must come longest first; if false, they are sorted.</param>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    using var scope = NewDisposeScope();
                    var counts = lengths.to(ScalarType.Int64, CPU);
                    var (x, sorted, unsorted) = (input, (Tensor?)null, (Tensor?)null);
                    if (!enforce_sorted)
                    {
                        (counts, sorted) = counts.sort(0, descending: true);
                        sorted = sorted.to(input.device);
                        unsorted = sorted.argsort();
                        x = input.index_select(batch_first ? 0 : 1, sorted);
                    }
                    var (data, sizes) = Ops._pack_padded_sequence.CallPair(x, counts, batch_first);
                    return new PackedSequence(data, sizes, sorted, unsorted).MoveToOuterDisposeScope();
                }

                /// <summary>Packs sequences, [length, ...] each.</summary>
                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var list = sequences.ToList();
                    using var padded = pad_sequence(list);
                    using var lengths = tensor(list.Select(s => s.shape[0]).ToArray());
                    return pack_padded_sequence(padded, lengths, enforce_sorted: enforce_sorted);
                }

                /// <summary>The reverse of <see cref="pack_padded_sequence"/>: the padded sequences in the caller's order, and their lengths.</summary>
                /// <param name="sequence">The sequences.</param>
                /// <param name="batch_first">[batch, time, ...] instead of [time, batch, ...].</param>
                /// <param name="padding_value">What fills them up.</param>
                /// <param name="total_length">To which length; that of the longest if null.</param>
                /// <exception cref="ArgumentException">A sequence is longer than total_length.</exception>
                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0, long? total_length = null)
                {
                    using var scope = NewDisposeScope();
                    var longest = sequence.batch_sizes.shape[0];
                    if (total_length < longest) throw new ArgumentException($"total_length is {total_length}, but the longest sequence has {longest} elements.", nameof(total_length));
                    var (padded, lengths) = Ops._pad_packed_sequence.CallPair(sequence.data, sequence.batch_sizes, batch_first, padding_value, total_length ?? longest);
                    if (sequence.unsorted_indices is { } order)
                    {
                        padded = padded.index_select(batch_first ? 0 : 1, order);
                        lengths = lengths.index_select(0, order.cpu());
                    }
                    return (padded.MoveToOuterDisposeScope(), lengths.MoveToOuterDisposeScope());
                }
            }
        }
    }
}
