using System.Numerics;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

public class SizeAndStorageTests
{
    [Fact]
    public void Sizes_are_made_of_numbers_tuples_and_lists()
    {
        Size[] sizes = [new(3), new(3L), new([3, 4]), new(new[] { 3, 4 }), new((3, 4)), new((3L, 4L)), new((3, 4, 5)), new((3L, 4L, 5L)), new((1, 2, 3, 4)), new((1L, 2L, 3L, 4L)), new((1, 2, 3, 4, 5)), new((1L, 2L, 3L, 4L, 5L)), new((1, 2, 3, 4, 5, 6)), new((1L, 2L, 3L, 4L, 5L, 6L)), new(Enumerable.Range(1, 3).Select(i => (long)i)), 7, new long[] { 8, 9 }, (1L, 2L), (1L, 2L, 3L), (1L, 2L, 3L, 4L), (1L, 2L, 3L, 4L, 5L), (1L, 2L, 3L, 4L, 5L, 6L)];
        string[] expected = ["3", "3", "3,4", "3,4", "3,4", "3,4", "3,4,5", "3,4,5", "1,2,3,4", "1,2,3,4", "1,2,3,4,5", "1,2,3,4,5", "1,2,3,4,5,6", "1,2,3,4,5,6", "1,2,3", "7", "8,9", "1,2", "1,2,3", "1,2,3,4", "1,2,3,4,5", "1,2,3,4,5,6"];
        Assert.Equal(expected, sizes.Select(s => string.Join(',', s)));
    }

    [Fact]
    public void Sizes_are_values()
    {
        Size size = (2, 3, 4);
        Assert.Equal((3, 4L, 3L, 24L, false), (size.Length, size[2], size[1L], size.numel(), size.IsEmpty));
        Assert.True(size == new Size([2, 3, 4]) && size != new Size([2, 3]) && size.Equals(new Size([2, 3, 4])) && !size.Equals(3));
        Assert.Equal(size.GetHashCode(), new Size([2, 3, 4]).GetHashCode());
        Assert.Equal([3L, 4], size.Slice(1, 3));
        Assert.Equal([2L, 3], size.Take(2));
        Assert.Equal([2L, 3, 4, 9], size + new Size(9));
        Assert.Equal([2L, 3, 4, 8], size + new List<long> { 8 });
        Assert.True(Size.Empty.IsScalar && Size.Empty.IsEmpty && default(Size).numel() == 1);
        long[] given = [1, 2];
        Size copy = given;
        given[0] = 9;
        copy.Shape[1] = 9;
        Assert.Equal([1L, 2], copy.Shape);
    }

    [Fact]
    public void A_storage_is_the_memory_of_a_tensor_and_its_views()
    {
        var t = arange(6, float32).reshape(2, 3);
        var storage = t.T[1].storage<float>();
        Assert.Equal((6, 24UL, 4, false, "cpu"), (storage.Count, storage.nbytes(), storage.element_size(), storage.IsReadOnly, storage.device.ToString()));
        Assert.Equal(t.storage<float>().data_ptr(), storage.data_ptr());
        storage[1..3].fill_(9);
        storage[(4, null)] = t.storage<float>()[0..2];
        Assert.Equal([0f, 9, 9, 3, 0, 9], t.data<float>().ToArray());
        storage.copy_([5f, 6f]);
        storage.CopyFrom([0f, 5, 6, 7, 8, 9, 10], 1);
        Assert.Equal([5f, 6, 7, 8, 9, 10], storage.tolist());
        var copy = new float[8];
        storage.CopyTo(copy, 2);
        Assert.Equal([0f, 0, 5, 6, 7, 8, 9, 10], copy);
        Assert.Equal((3, -1, true, false), (storage.IndexOf(8), storage.IndexOf(99), storage.Contains(10), storage.Contains(0)));
        Assert.Same(storage, storage.cpu());
        Assert.Throws<IndexOutOfRangeException>(() => storage[6]);
        Assert.Throws<IndexOutOfRangeException>(() => storage[(2, 9)]);
        Assert.Throws<ArgumentException>(() => storage.copy_(new float[7]));
        Assert.Throws<ArgumentException>(() => t.storage<double>());
        Storage<float> one = 4f;
        Assert.Equal([4f], one);
        t.Dispose();
        Assert.Equal(10, storage[5]);
        storage.Dispose();
    }

    [Fact]
    public void A_storage_is_converted_to_all_types()
    {
        using var scope = NewDisposeScope();
        var storage = tensor(new[] { 0f, 2.5f }).storage<float>();
        Assert.Equal([false, true], storage.@bool());
        Assert.Equal([(byte)0, (byte)2], storage.@byte());
        Assert.Equal([0, 2], storage.@int());
        Assert.Equal([0L, 2], storage.@long());
        Assert.Equal([0f, 2.5f], storage.@float());
        Assert.Equal([0, 2.5], storage.@double());
        Assert.Equal([(0f, 0f), (2.5f, 0f)], storage.complex_float());
        Assert.Equal([Complex.Zero, new Complex(2.5, 0)], storage.complex_double());
        Assert.NotEqual(storage.data_ptr(), storage.@float().data_ptr());
    }
}
