namespace Marginalia.Datasets;

/// <summary>The values of one field of all examples, <paramref name="Length"/> of them per example.</summary>
internal sealed record FieldArray<T>(T[] Values, int Length)
{
    /// <summary>The values of one example.</summary>
    public Span<T> this[int index] => Values.AsSpan(index * Length, Length);

    public static FieldArray<T> Of(int count, long[] shape)
    {
        int length = (int)shape.Aggregate(1L, (a, b) => checked(a * b));
        return new(new T[checked(count * length)], length);
    }
}
