using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

public class EmbeddingTests
{
    static Tensor Rows => arange(8).to(ScalarType.Float32).reshape(4, 2);

    static Tensor Numbers(params long[] numbers) => tensor(numbers);

    [Fact]
    public void A_given_table_is_frozen_unless_told_otherwise()
    {
        Assert.False(Embedding_from_pretrained(Rows).weight.requires_grad);
        Assert.False(EmbeddingBag_from_pretrained(Rows).weight.requires_grad);
        var m = Embedding_from_pretrained(Rows, freeze: false, padding_idx: 1, dtype: ScalarType.Float64);
        Assert.True(m.weight.requires_grad);
        Equal([6, 7, 2, 3], m.call(Numbers(3, 1)), [2, 2]);
        m.call(Numbers(3, 1, 3)).sum().backward();
        Equal([0, 0, 0, 0, 0, 0, 2, 2], m.weight.grad!, [4, 2]);
        Assert.Contains("expected 2", Assert.Throws<ArgumentException>(() => Embedding_from_pretrained(ones(3))).Message);
    }

    [Theory]
    [InlineData(EmbeddingBagMode.Sum, 2.0, 4.0, 10.0, 12.0)]
    [InlineData(EmbeddingBagMode.Mean, 1.0, 2.0, 5.0, 6.0)]
    [InlineData(EmbeddingBagMode.Max, 2.0, 3.0, 6.0, 7.0)]
    public void Bags_are_rows_or_begin_at_offsets(EmbeddingBagMode mode, params double[] expected)
    {
        var m = EmbeddingBag_from_pretrained(Rows, mode: mode);
        Equal(expected, m.call(tensor(new long[,] { { 0, 1 }, { 2, 3 } })), [2, 2]);
        Equal(expected, m.call(Numbers(0, 1, 2, 3), Numbers(0, 2)), [2, 2]);
        Equal(expected, EmbeddingBag_from_pretrained(Rows, mode: mode, include_last_offset: true).call(Numbers(0, 1, 2, 3), Numbers(0, 2, 4)), [2, 2]);
    }

    [Fact]
    public void Rows_of_a_bag_are_weighted_and_padding_does_not_count()
    {
        var m = EmbeddingBag_from_pretrained(Rows, freeze: false, mode: EmbeddingBagMode.Sum, padding_index: 3);
        Equal([4, 7], m.call(Numbers(0, 3, 1), Numbers(0), tensor([1f, 5f, 2f])), [1, 2]);
        Equal([1, 2], EmbeddingBag_from_pretrained(Rows, padding_index: 3).call(tensor(new long[,] { { 0, 1, 3 } })), [1, 2]);
        Equal([0, 0], EmbeddingBag(4, 2, padding_index: 3).weight[3]);
    }

    [Fact]
    public void Gradients_may_be_sparse()
    {
        var m = Embedding(4, 2, sparse: true);
        m.call(Numbers(1)).sum().backward();
        Assert.True(m.weight.grad!.is_sparse);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var m = EmbeddingBag(4, 2);
        Assert.Contains("needs offsets", Assert.Throws<ArgumentException>(() => m.call(Numbers(0))).Message);
        Assert.Contains("no offsets", Assert.Throws<ArgumentException>(() => m.call(Numbers(0).reshape(1, 1), Numbers(0))).Message);
        Assert.Contains("mode Sum", Assert.Throws<ArgumentException>(() => m.call(Numbers(0), Numbers(0), ones(1))).Message);
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => EmbeddingBag(4, 2, mode: EmbeddingBagMode.Sum).call(Numbers(0), Numbers(0), ones(2))).Message);
        Assert.Contains("expected 2", Assert.Throws<ArgumentException>(() => m.call(zeros(1, 1, 1, ScalarType.Int64))).Message);
        Assert.Contains("supports neither", Assert.Throws<ArgumentException>(() => EmbeddingBag(4, 2, sparse: true, mode: EmbeddingBagMode.Max)).Message);
        Assert.Contains("it is -5, and there are 4 rows", Assert.Throws<ArgumentException>(() => Embedding(4, 2, padding_idx: -5)).Message);
    }
}
