using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class MtanSegNetTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new MtanSegNet([2, 3], [3, 4], [2, 3]);
        Twin.AssertEqual("mtan-segnet", model);
    }

    [Fact]
    public void The_papers_network_has_the_parameters_of_the_official_code()
    {
        // https://github.com/lorenmt/mtan, im2im_pred/model_segnet_mtan.py: 44 229 073 without the three weights of the losses, 25 088 of which are biases of
        // convolutions before a batch normalization, which takes them away.
        using var model = new MtanSegNet([13, 1, 3], [64, 128, 256, 512, 512], [2, 2, 3, 3, 3]);
        Assert.Equal(44_229_073 - 25_088, model.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void The_small_network_has_the_parameters_of_its_twin()
    {
        using var model = new MtanSegNet([5, 1, 3]);
        Assert.Equal(180_304, model.SharedParameters.Sum(p => p.numel()));
        Assert.Equal(22_629, model.TaskParameters(0).Sum(p => p.numel()));
    }

    [Fact]
    public void Weights_are_normal_in_the_law_of_Glorot_and_biases_0()
    {
        using var model = new MtanSegNet([1], [32, 64]);
        var weight = model.get_parameter("encoder.1.blocks.1.0.convolution.weight")!;
        Assert.Equal([64, 64, 3, 3], weight.shape);
        var values = Numbers.ToArray(weight);
        double deviation = Math.Sqrt(2.0 / ((64 + 64) * 9));
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => value * value)), deviation * 0.02);
        Assert.Contains(values, value => Math.Abs(value) > 3 * deviation);
        Assert.Equal([0], Numbers.ToArray(model.get_parameter("heads.0.1.bias")!));
    }

    [Fact]
    public void Masks_lie_between_0_and_1_for_encoder_and_decoder()
    {
        using var model = new MtanSegNet([2, 3], [4, 6]);
        model.call(randn(2, 3, 12, 8));
        Assert.Equal([[2, 4, 12, 8], [2, 6, 6, 4], [2, 4, 6, 4], [2, 4, 12, 8]], model.Masks[1].Select(mask => mask.shape));
        Assert.All(model.Masks.SelectMany(masks => masks).SelectMany(Numbers.ToArray), value => Assert.InRange(value, 1e-9, 1 - 1e-9));
    }

    [Fact]
    public void With_masks_of_1_the_head_reads_the_shared_decoder()
    {
        using var model = new MtanSegNet([2], [4, 6], seed: 1);
        using (no_grad())
            foreach (var (name, parameter) in model.named_parameters().Where(pair => pair.name.Contains(".expanded.")))
                parameter.fill_(name.EndsWith("bias", StringComparison.Ordinal) ? 40 : 0);
        using var image = randn(2, 3, 12, 8);
        var before = Numbers.ToArray(model.call(image)[0]);
        using (no_grad())
            foreach (var (_, parameter) in model.named_parameters().Where(pair => pair.name.Contains("Refinement")))
                parameter.fill_(0);
        Assert.Equal(before, Numbers.ToArray(model.call(image)[0]));
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MtanSegNet([]));
        Assert.Contains("convolutions 2, 1", Assert.Throws<ArgumentException>(() => new MtanSegNet([1], [4, 6], [2, 1])).Message);
    }
}
