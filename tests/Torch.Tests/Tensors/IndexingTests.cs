using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

/// <summary>Indices as in NumPy. The tensor holds 0 to 23 in shape [2, 3, 4], so that an element tells where it came from.</summary>
public class IndexingTests
{
    static readonly Dictionary<string, (Func<Tensor, Tensor> Index, long[] Shape, long[] Values)> Cases = new()
    {
        ["t[1]"] = (t => t[1], [3, 4], Range(12, 12)),
        ["t[-1, 2]"] = (t => t[-1, 2], [4], Range(20, 4)),
        ["t[0, 1, 2]"] = (t => t[0, 1, 2], [], [6]),
        ["t[..1]"] = (t => t[..1], [1, 3, 4], Range(0, 12)),
        ["t[:, 1:]"] = (t => t[TensorIndex.Colon, 1..], [2, 2, 4], [.. Range(4, 8), .. Range(16, 8)]),
        ["t[:, :-1]"] = (t => t[.., ..^1], [2, 2, 4], [.. Range(0, 8), .. Range(12, 8)]),
        ["t[.., 0]"] = (t => t[.., 0], [2, 4], [.. Range(0, 4), .. Range(12, 4)]),
        ["t[^1]"] = (t => t[^1], [3, 4], Range(12, 12)),
        ["t[0, ^2]"] = (t => t[0, ^2], [4], Range(4, 4)),
        ["t[..., 0]"] = (t => t[TensorIndex.Ellipsis, 0], [2, 3], [0, 4, 8, 12, 16, 20]),
        ["t[0, ..., 1]"] = (t => t[0, TensorIndex.Ellipsis, 1], [3], [1, 5, 9]),
        ["t[None]"] = (t => t[TensorIndex.None], [1, 2, 3, 4], Range(0, 24)),
        ["t[:, None, 0]"] = (t => t[TensorIndex.Colon, TensorIndex.None, 0], [2, 1, 4], [.. Range(0, 4), .. Range(12, 4)]),
        ["t[:, :, 0:4:2]"] = (t => t[.., .., TensorIndex.Slice(0, 4, 2)], [2, 3, 2], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]),
        ["t[0, 0, ::3]"] = (t => t[0, 0, TensorIndex.Slice(step: 3)], [2], [0, 3]),
        ["t[0, 0, -3:-1]"] = (t => t[0, 0, TensorIndex.Slice(-3, -1)], [2], [1, 2]),
        ["t[0, 0, 1:100]"] = (t => t[0, 0, TensorIndex.Slice(1, 100)], [3], [1, 2, 3]),
        ["t[0, 0, 3:1]"] = (t => t[0, 0, TensorIndex.Slice(3, 1)], [0], []),
        ["t[0, 0, (1, 3)]"] = (t => t[0, 0, (1, 3)], [2], [1, 2]),
        ["t[0, 0, (null, 2)]"] = (t => t[0, 0, (null, 2)], [2], [0, 1]),
        ["t[true]"] = (t => t[TensorIndex.Bool(true)], [1, 2, 3, 4], Range(0, 24)),
        ["t[false]"] = (t => t[TensorIndex.Bool(false)], [0, 2, 3, 4], []),
        ["t[[1, 0, 1]]"] = (t => t[tensor(new long[] { 1, 0, 1 })], [3, 3, 4], [.. Range(12, 12), .. Range(0, 12), .. Range(12, 12)]),
        ["t[0, [2, 0]]"] = (t => t[0, TensorIndex.Tensor(tensor(new long[] { 2, 0 }))], [2, 4], [.. Range(8, 4), .. Range(0, 4)]),
        ["t[[0, 1], [2, 0]]"] = (t => t[tensor(new long[] { 0, 1 }), tensor(new long[] { 2, 0 })], [2, 4], [.. Range(8, 4), .. Range(12, 4)]),
        ["t[[[0], [1]], [2, 0]]"] = (t => t[tensor(new long[,] { { 0 }, { 1 } }), tensor(new long[] { 2, 0 })], [2, 2, 4], [.. Range(8, 4), .. Range(0, 4), .. Range(20, 4), .. Range(12, 4)]),
        ["t[[1, 0], 0:1, 0:2]"] = (t => t[TensorIndex.Tensor(tensor(new long[] { 1, 0 })), 0..1, 0..2], [2, 1, 2], [12, 13, 0, 1]),
        ["t[[1, 0], :, [3, 2]]"] = (t => t[TensorIndex.Tensor(tensor(new long[] { 1, 0 })), .., TensorIndex.Tensor(tensor(new long[] { 3, 2 }))], [2, 3], [15, 19, 23, 2, 6, 10]),
        ["t[t % 5 == 0]"] = (t => t[t % 5 == 0], [5], [0, 5, 10, 15, 20]),
        ["t[[false, true]]"] = (t => t[tensor(new[] { false, true })], [1, 3, 4], Range(12, 12)),
        ["t[mask of 2x3]"] = (t => t[tensor(new[,] { { true, false, false }, { false, false, true } })], [2, 4], [.. Range(0, 4), .. Range(20, 4)]),
        ["t[[true, false], 2]"] = (t => t[TensorIndex.Tensor(tensor(new[] { true, false })), 2], [1, 4], Range(8, 4)),
        ["t[..., mask]"] = (t => t[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor(new[] { true, false, false, true }))], [2, 3, 2], [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20, 23]),
        ["select"] = (t => t.select(1, 2), [2, 4], [.. Range(8, 4), .. Range(20, 4)]),
        ["slice"] = (t => t.slice(2, 1, 4, 2), [2, 3, 2], [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23]),
        ["narrow"] = (t => t.narrow(1, 1, 2), [2, 2, 4], [.. Range(4, 8), .. Range(16, 8)]),
        ["index_select"] = (t => t.index_select(2, tensor(new long[] { 3, 3 })), [2, 3, 2], [3, 3, 7, 7, 11, 11, 15, 15, 19, 19, 23, 23]),
        ["gather"] = (t => t[0].gather(1, tensor(new long[,] { { 0 }, { 2 }, { 3 } })), [3, 1], [0, 6, 11]),
        ["masked_select"] = (t => t.masked_select(t > 20), [3], [21, 22, 23]),
        ["nonzero"] = (t => (t[0] > 9).nonzero(), [2, 2], [2, 2, 2, 3]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gives_the_right_elements(string name)
    {
        var (index, shape, values) = Cases[name];
        var part = index(Numbers());
        Assert.Equal(shape, part.shape);
        Assert.Equal(values, part.data<long>().ToArray());
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        var t = Numbers();
        t[1][0, 0] = 99L;
        t[.., 2, 3].fill_(-1);
        t[t > 90].fill_(0);
        Assert.Equal((99L, -1L, -1L), (t[1, 0, 0].item<long>(), t[0, 2, 3].item<long>(), t[1, 2, 3].item<long>()));
    }

    [Fact]
    public void Assigns_with_broadcasting()
    {
        var t = zeros(2, 3, int64);
        t[0] = 5L;
        t[1, 2] = 7L;
        t[.., 1..2] = tensor(new long[] { 8, 9 }).unsqueeze(1);
        Assert.Equal([5, 8, 5, 0, 9, 7], t.data<long>().ToArray());
        t[t == 5] = -1L;
        t[tensor(new long[] { 1 }), tensor(new long[] { 0 })] = 4L;
        Assert.Equal([-1, 8, -1, 4, 9, 7], t.data<long>().ToArray());
        t[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 0, 2 }))] = 0L;
        Assert.Equal([0, 8, 0, 0, 9, 0], t.data<long>().ToArray());
    }

    [Fact]
    public void Gradients_flow_through_views_and_assignments()
    {
        var x = arange(6.0, dtype: float64).reshape(2, 3).requires_grad_();
        var y = zeros(2, 3, float64);
        y[0] = x[1] * 2;
        y[1, 1] = x[0, 0];
        (y * y).sum().backward();
        Assert.Equal([0, 0, 0, 24, 32, 40], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Scatter_is_the_reverse_of_gather()
    {
        var index = tensor(new long[,] { { 2, 0 } });
        var source = tensor(new[,] { { 5f, 6f } });
        Assert.Equal([6f, 0f, 5f], zeros(1, 3).scatter(1, index, source).data<float>().ToArray());
        Assert.Equal([7f, 1f, 6f], ones(1, 3).scatter_add(1, index, source).data<float>().ToArray());
        Assert.Equal([0f, 11f, 0f], zeros(1, 3).scatter_add_(1, ones(1, 2, int64), source).data<float>().ToArray());
    }

    [Fact]
    public void Refuses_what_is_out_of_range_or_of_a_wrong_type()
    {
        Assert.Contains("out of", Assert.Throws<ExternalException>(() => Numbers()[2]).Message);
        Assert.Contains("too many indices", Assert.Throws<ExternalException>(() => ones(2)[tensor(new long[] { 0 }), tensor(new long[] { 0 })]).Message);
        Assert.Contains("tensors used as indices must be", Assert.Throws<ExternalException>(() => Numbers()[tensor(new[] { 1f })]).Message);
        Assert.Throws<ExternalException>(() => Numbers()[0, 0, 0, 0]);
    }

    static Tensor Numbers() => arange(24).reshape(2, 3, 4);

    static long[] Range(long start, int count) => [.. Enumerable.Range(0, count).Select(i => start + i)];
}
