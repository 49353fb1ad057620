using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

public class ShapeTests
{
    static readonly Dictionary<string, (Func<Tensor, Tensor> Change, long[] Shape, long[] FirstRow)> Cases = new()
    {
        ["view"] = (t => t.view(3, -1), [3, 2], [0, 1]),
        ["view_as"] = (t => t.view_as(empty(6)), [6], [0, 1, 2, 3, 4, 5]),
        ["reshape"] = (t => t.T.reshape(6), [6], [0, 3, 1, 4, 2, 5]),
        ["flatten"] = (t => t.flatten(), [6], [0, 1, 2, 3, 4, 5]),
        ["flatten some"] = (t => t.view(1, 2, 3).flatten(0, 1), [2, 3], [0, 1, 2]),
        ["unsqueeze"] = (t => t.unsqueeze(1), [2, 1, 3], [0, 1, 2]),
        ["squeeze"] = (t => t.view(1, 2, 1, 3).squeeze(), [2, 3], [0, 1, 2]),
        ["squeeze one"] = (t => t.view(1, 2, 1, 3).squeeze(2), [1, 2, 3], [0, 1, 2]),
        ["squeeze none"] = (t => t.squeeze(0), [2, 3], [0, 1, 2]),
        ["transpose"] = (t => t.transpose(0, 1), [3, 2], [0, 3]),
        ["swapaxes"] = (t => torch.swapaxes(t, 0, -1), [3, 2], [0, 3]),
        ["t"] = (t => t.t(), [3, 2], [0, 3]),
        ["T"] = (t => t.T, [3, 2], [0, 3]),
        ["mT"] = (t => t.view(1, 2, 3).mT, [1, 3, 2], [0, 3]),
        ["permute"] = (t => t.view(1, 2, 3).permute(2, 0, 1), [3, 1, 2], [0, 3]),
        ["expand"] = (t => t.unsqueeze(0).expand(4, -1, -1), [4, 2, 3], [0, 1, 2]),
        ["expand_as"] = (t => t[0].expand_as(ones(5, 3)), [5, 3], [0, 1, 2]),
        ["broadcast_to"] = (t => t.broadcast_to(2, 2, 3), [2, 2, 3], [0, 1, 2]),
        ["repeat"] = (t => t.repeat(2, 2), [4, 6], [0, 1, 2, 0, 1, 2]),
        ["flip"] = (t => t.flip(0, 1), [2, 3], [5, 4, 3]),
        ["tril"] = (t => t.tril(), [2, 3], [0, 0, 0]),
        ["triu"] = (t => t.triu(1), [2, 3], [0, 1, 2]),
        ["diag"] = (t => t.diag(1), [2], [1, 5]),
        ["diag of a vector"] = (t => t[0].diag(), [3, 3], [0, 0, 0]),
        ["stack"] = (t => stack([t, t + 10], 1), [2, 2, 3], [0, 1, 2]),
        ["cat"] = (t => cat([t, t + 10], 1), [2, 6], [0, 1, 2, 10, 11, 12]),
        ["vstack"] = (t => vstack([t, t]), [4, 3], [0, 1, 2]),
        ["sort down"] = (t => t.sort(descending: true).Values, [2, 3], [2, 1, 0]),
        ["argsort"] = (t => (-t).argsort(), [2, 3], [2, 1, 0]),
        ["topk"] = (t => t.topk(2).indexes, [2, 2], [2, 1]),
        ["cumsum"] = (t => t.cumsum(1), [2, 3], [0, 1, 3]),
        ["cumprod"] = (t => (t + 1).cumprod(1), [2, 3], [1, 2, 6]),
        ["outer"] = (t => outer(t[0], t[1]), [3, 3], [0, 0, 0]),
        ["matmul"] = (t => t.matmul(t.T), [2, 2], [5, 14]),
        ["mm"] = (t => mm(t, t.T), [2, 2], [5, 14]),
        ["mv"] = (t => mv(t, t[1]), [2], [14, 50]),
        ["bmm"] = (t => t.unsqueeze(0).bmm(t.T.unsqueeze(0)), [1, 2, 2], [5, 14]),
        ["einsum"] = (t => einsum("ij,kj->ik", t, t), [2, 2], [5, 14]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Has_the_right_shape_and_first_row(string name)
    {
        var (change, shape, row) = Cases[name];
        var changed = change(arange(6).reshape(2, 3));
        Assert.Equal(shape, changed.shape);
        Assert.Equal(row, changed.data<long>().ToArray()[..row.Length]);
    }

    [Fact]
    public void Splits_in_pieces()
    {
        var t = arange(10).reshape(2, 5);
        Assert.Equal([2L, 2L, 1L], t.split(2, 1).Select(p => p.shape[1]));
        Assert.Equal([1L, 4L], t.split([1, 4], 1).Select(p => p.shape[1]));
        Assert.Equal([4L, 4L, 2L], arange(10).chunk(3).Select(p => p.shape[0]));
        Assert.Equal([[0L, 1, 2, 3, 4], [5L, 6, 7, 8, 9]], t.unbind().Select(r => r.data<long>().ToArray()));
    }

    [Fact]
    public void Scalars_of_products()
    {
        var v = tensor(new[] { 1f, 2f, 3f });
        Assert.Equal(14, v.dot(v).ToSingle());
        Assert.Equal(6, v.diag().trace().ToSingle());
    }

    [Fact]
    public void Facts_about_the_layout()
    {
        var t = zeros(2, 3, 4);
        Assert.Equal((3L, 24L, 24L, 3L), (t.ndim, t.numel(), t.NumberOfElements, t.Dimensions));
        Assert.Equal((4L, 2L), (t.size(-1), t.size(0)));
        Assert.Equal([12L, 4L, 1L], t.stride());
        Assert.Equal([12L, 1L, 4L], t.mT.stride());
        Assert.Equal((true, false, true), (t.is_contiguous(), t.mT.is_contiguous(), t.mT.contiguous().is_contiguous()));
        Assert.True(zeros(3, 0).T.is_contiguous());
        Assert.True(zeros(1, 5).T.is_contiguous());
        Assert.Throws<IndexOutOfRangeException>(() => t.size(3));
        Assert.Equal((4L, 8L, 1L, 2L), (t.ElementSize, zeros(1, float64).ElementSize, zeros(1, torch.@bool).ElementSize, zeros(1, half).ElementSize));
    }
}
