using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of the dimensions of a tensor, as a value.</summary>
    public struct Size : IEnumerable<long>
    {
        readonly long[]? lengths;

        /// <summary>No dimensions: the shape of a single number.</summary>
        public static Size Empty;

        public Size(long[] shape) => lengths = (long[])shape.Clone();
        public Size(int[] shape) => lengths = Array.ConvertAll(shape, n => (long)n);
        public Size(IEnumerable<long> shape) => lengths = [.. shape];
        public Size(long size) => lengths = [size];
        public Size(int size) => lengths = [size];
        public Size((long, long) size) => lengths = [size.Item1, size.Item2];
        public Size((long, long, long) size) => lengths = [size.Item1, size.Item2, size.Item3];
        public Size((long, long, long, long) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4];
        public Size((long, long, long, long, long) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];
        public Size((long, long, long, long, long, long) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];
        public Size((int, int) size) => lengths = [size.Item1, size.Item2];
        public Size((int, int, int) size) => lengths = [size.Item1, size.Item2, size.Item3];
        public Size((int, int, int, int) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4];
        public Size((int, int, int, int, int) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];
        public Size((int, int, int, int, int, int) size) => lengths = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        public static implicit operator Size(long size) => new(size);
        public static implicit operator Size(long[] size) => new(size);
        public static implicit operator Size((long, long) size) => new(size);
        public static implicit operator Size((long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long, long, long) size) => new(size);

        public static Size operator +(Size left, Size right) => new([.. left.Lengths, .. right.Lengths]);
        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Lengths, .. right]);

        public static bool operator ==(Size left, Size right) => left.Lengths.SequenceEqual(right.Lengths);
        public static bool operator !=(Size left, Size right) => !(left == right);

        readonly long[] Lengths => lengths ?? [];

        /// <summary>The lengths, in a new array.</summary>
        public readonly long[] Shape => [.. Lengths];

        /// <summary>The number of dimensions.</summary>
        public readonly int Length => Lengths.Length;

        /// <summary>True if there are no dimensions.</summary>
        public readonly bool IsEmpty => Length == 0;

        /// <summary>True if there are no dimensions: the shape of a single number.</summary>
        public readonly bool IsScalar => Length == 0;

        /// <summary>The length of one dimension.</summary>
        public readonly long this[int idx] => Lengths[idx];

        public readonly long this[long idx] => Lengths[idx];

        /// <summary>The dimensions from <paramref name="first"/> up to, not including, <paramref name="next"/>.</summary>
        public readonly Size Slice(int first, int next) => new(Lengths[first..next]);

        /// <summary>The lengths of the first <paramref name="i"/> dimensions.</summary>
        public readonly IEnumerable<long> Take(int i) => Lengths.Take(i);

        /// <summary>The number of elements.</summary>
        public readonly long numel() => Lengths.TotalSize();

        /// <summary>The lengths, one after the other.</summary>
        public readonly IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Lengths).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override readonly bool Equals(object? obj) => obj is Size other && this == other;

        public override readonly int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var length in Lengths) hash.Add(length);
            return hash.ToHashCode();
        }
    }
}
