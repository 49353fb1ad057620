using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Factories;

/// <summary>Numbers of each element type go into tensors, storages, bytes and files, and come out unchanged.</summary>
public class ElementTypeTests
{
    static readonly Dictionary<string, Action> Cases = new()
    {
        ["bool"] = () => RoundTrip(ScalarType.Bool, true, false, true, true),
        ["byte"] = () => RoundTrip<byte>(ScalarType.Byte, 0, 1, 128, 255),
        ["sbyte"] = () => RoundTrip<sbyte>(ScalarType.Int8, -128, -1, 0, 127),
        ["short"] = () => RoundTrip<short>(ScalarType.Int16, short.MinValue, -1, 2, short.MaxValue),
        ["int"] = () => RoundTrip(ScalarType.Int32, int.MinValue, -1, 2, int.MaxValue),
        ["long"] = () => RoundTrip(ScalarType.Int64, long.MinValue, -1, 2, long.MaxValue),
        ["Half"] = () => RoundTrip(ScalarType.Float16, (Half)0.1, Half.MaxValue, Half.NegativeInfinity, Half.Epsilon),
        ["BFloat16"] = () => RoundTrip(ScalarType.BFloat16, new BFloat16(0.1f), BFloat16.MaxValue, BFloat16.NegativeInfinity, BFloat16.SmallestSubnormal),
        ["float"] = () => RoundTrip(ScalarType.Float32, 0.1f, float.MaxValue, float.NegativeInfinity, float.Epsilon),
        ["double"] = () => RoundTrip(ScalarType.Float64, 0.1, double.MaxValue, double.NegativeInfinity, double.Epsilon),
        ["(float, float)"] = () => RoundTrip(ScalarType.ComplexFloat32, (0.1f, -1f), (2f, float.MaxValue), (0f, 1f), (-0.5f, 0f)),
        ["Complex"] = () => RoundTrip(ScalarType.ComplexFloat64, new Complex(0.1, -1), new(2, double.MaxValue), new(0, 1), new(-0.5, 0)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Come_out_as_they_went_in(string name) => Cases[name]();

    static void RoundTrip<T>(ScalarType type, T a, T b, T c, T d) where T : unmanaged
    {
        var matrix = new[,] { { a, b }, { c, d } };
        var t = from_array(matrix);
        Assert.Equal((type, "2,2"), (t.dtype, string.Join(',', t.shape)));
        Assert.Equal([a, b, c, d], t.data<T>());
        Assert.Equal(matrix, t.data<T>().ToNDArray());
        Assert.Equal([a, c, b, d], t.T.data<T>().ToArray());
        Assert.Equal(d, t[1, 1].item<T>());
        Assert.Equal(c, t.ReadCpuValue<T>(2));
        Assert.True(t.data<T>() == from_array((T[])[a, b, c, d]).data<T>());
        Assert.True(t.data<T>() != from_array((T[])[b, b, c, d]).data<T>());
        t.data<T>()[0, 1] = d;
        Assert.Equal(d, matrix[0, 1]);
        matrix[0, 1] = b;
        Assert.Equal(b, t[0, 1].item<T>());

        var other = empty_like(t);
        other.bytes = t.bytes;
        Assert.Equal([a, b, c, d], other.data<T>());
        using var file = new MemoryStream();
        t.T.WriteBytesToStream(file);
        Assert.Equal(4 * t.element_size(), file.Length);
        file.Position = 0;
        var transposed = empty_like(t).T;
        transposed.ReadBytesFromStream(file);
        Assert.Equal([a, c, b, d], transposed.data<T>().ToArray());

        var storage = t[1].storage<T>();
        Assert.Equal([a, b, c, d], storage);
        storage[3] = a;
        Assert.Equal(a, t[1, 1].item<T>());
        Assert.Equal([d, c], ((T[])[d, c]).ToTensor([2]).data<T>().ToArray());
        Assert.Equal((type, 0L), (d.ToTensor().dtype, d.ToTensor().ndim));
        Assert.Equal(4 * (ulong)type.ElementSize(), storage.nbytes());
    }

    [Fact]
    public void A_shared_array_stays_in_place_as_long_as_a_view_lives_and_no_longer()
    {
        var (view, array) = View();
        Collect();
        Assert.True(array.IsAlive);
        Assert.Equal(7, view.item<float>());
        view.Dispose();
        Collect();
        Assert.False(array.IsAlive);

        static (Tensor, WeakReference) View()
        {
            var array = new float[1000];
            array[500] = 7;
            using var whole = from_array(array);
            return (whole[500], new(array));
        }

        static void Collect()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    [Fact]
    public void An_array_is_shared_or_copied_as_said()
    {
        float[] source = [1, 2];
        var (shared, copied, list, converted, buffer, clone) = (as_tensor(source), tensor(source), as_tensor(new List<float>(source)), as_tensor(source, float64), frombuffer(source, float32, 1, 1), source.ToTensor([2], doCopy: true));
        source[1] = 9;
        Assert.Equal((9f, 2f, 2f, 2.0, 9f, 2f), (shared.data<float>()[1], copied.data<float>()[1], list.data<float>()[1], converted.data<double>()[1], buffer.item<float>(), clone.data<float>()[1]));
        Assert.Equal(2, frombuffer(source, float32).numel());
        Assert.Contains("too large: 2", Assert.Throws<IndexOutOfRangeException>(() => frombuffer(source, float32, 2, 1)).Message);
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(source, float32, 0, 3));
        Assert.Contains("not Int32", Assert.Throws<ArgumentException>(() => frombuffer(source, int32)).Message);
        Assert.Contains("4 vs. 2", Assert.Throws<ArgumentException>(() => source.ToTensor([2, 2])).Message);
        Assert.Equal(0, from_array(Array.Empty<bool>()).numel());
        Assert.True(shared.data<float>()[1] == as_tensor(shared).data<float>()[1]);
    }

    [Fact]
    public void Bytes_are_refused_where_they_do_not_lie_in_rows_or_do_not_fit()
    {
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).T.bytes.Length);
        Assert.Throws<ArgumentException>(() => ones(2).bytes = new byte[7]);
        Assert.Throws<EndOfStreamException>(() => ones(2).ReadBytesFromStream(new MemoryStream(7)));
        Assert.Throws<InvalidOperationException>(() => empty(2, device: META).bytes.Length);
    }

    [Fact]
    public void A_put_off_conjugation_is_seen_by_readers()
    {
        var z = tensor(new Complex[] { new(1, 2), new(3, -4) });
        Assert.Equal([new(1, -2), new(3, 4)], z.conj().data<Complex>().ToArray());
        Assert.Equal([-2.0, 4.0], z.conj().imag.data<double>().ToArray());
        Assert.Equal("[1+-2i, 3+4i]", z.conj().npstr());
        Assert.Equal(new Complex(3, 4), z.conj()[1].item<Complex>());
    }
}
