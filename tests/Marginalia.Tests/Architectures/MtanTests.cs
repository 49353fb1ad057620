using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class MtanTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new Mtan(new ConvNet([4, 6, 8]), [2, 3], reduction: 2);
        Twin.AssertEqual("mtan", model);
    }

    [Fact]
    public void Masks_lie_between_0_and_1_and_differ_between_tasks()
    {
        using var model = new Mtan(new ConvNet([4, 6]), [2, 3]);
        model.call(randn(2, 3, 12, 8));
        Assert.Equal([[2, 4, 12, 8], [2, 6, 6, 4]], model.Masks[1].Select(mask => mask.shape));
        Assert.All(model.Masks.SelectMany(masks => masks).SelectMany(Numbers.ToArray), value => Assert.InRange(value, 1e-9, 1 - 1e-9));
        Assert.NotEqual(Numbers.ToArray(model.Masks[0][1]), Numbers.ToArray(model.Masks[1][1]));
    }

    [Fact]
    public void With_masks_of_1_heads_read_the_backbones_maps()
    {
        // A bias of 40 in the last normalization of every attention module makes its sigmoid 1 exactly, so that what is left is hard sharing.
        using var model = new Mtan(new ConvNet([4, 6], seed: 2), [2, 3], seed: 5);
        using var plain = new HardSharing(new ConvNet([4, 6], seed: 2), [2, 3], seed: 5);
        using (no_grad())
            foreach (var (name, parameter) in model.named_parameters().Where(pair => pair.name.Contains(".expanded.")))
                parameter.fill_(name.EndsWith("bias", StringComparison.Ordinal) ? 40 : 0);
        using var image = randn(2, 3, 12, 8);
        Assert.Equal(Numbers.ToArray(plain.call(image)), Numbers.ToArray(model.call(image)));
    }

    [Fact]
    public void A_shared_attention_gives_the_tasks_the_same_masks()
    {
        using var model = new Mtan(new ConvNet([4, 6]), [2, 3], sharesAttention: true);
        model.call(randn(2, 3, 12, 8));
        Assert.Equal(2, model.Masks.Count);
        Assert.Equal(Numbers.ToArray(model.Masks[0]), Numbers.ToArray(model.Masks[1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attention_looks_at_the_map_before_the_last_block_and_at_what_the_task_attended_to(bool readsPrevious)
    {
        // What a task's first mask is changes its second one only where attention reads the previous map.
        using var model = new Mtan(new ConvNet([4, 6]), [2], readsPrevious: readsPrevious);
        using var image = randn(2, 3, 12, 8);
        model.call(image);
        var (first, second) = (Numbers.ToArray(model.Masks[0][0]), Numbers.ToArray(model.Masks[0][1]));
        using (no_grad())
            model.TaskParameters(0).First(parameter => parameter.dim() == 4 && parameter.shape.SequenceEqual([4L, 4, 1, 1])).neg_();
        model.call(image);
        Assert.NotEqual(first, Numbers.ToArray(model.Masks[0][0]));
        Assert.Equal(!readsPrevious, second.SequenceEqual(Numbers.ToArray(model.Masks[0][1])));
    }

    [Fact]
    public void Parameters_grow_by_attention_for_each_task_and_by_one_refinement()
    {
        using var model = new Mtan(new ConvNet(), [5, 1, 3]);
        using var plain = new HardSharing(new ConvNet(), [5, 1, 3]);
        static long Attention(long inputs, long width) => inputs * width + 2 * width + width * width + 2 * width;
        static long Refinement(long from, long to) => 9 * from * to + 2 * to;
        Assert.Equal(
            plain.parameters().Sum(p => p.numel())
                + 3 * (Attention(16, 16) + Attention(48, 24) + Attention(64, 32) + Attention(96, 48))
                + Refinement(16, 24) + Refinement(24, 32) + Refinement(32, 48),
            model.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void A_stage_of_one_block_is_refused()
    {
        Assert.Contains("1, 1 blocks", Assert.Throws<ArgumentException>(() => new Mtan(new ConvNet([4, 6], blocks: 1), [2])).Message);
    }
}
