using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class PadNetTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new PadNet(new ConvNet([4, 6]), [2, 3], [1]);
        Twin.AssertEqual("pad-net", model);
    }

    [Fact]
    public void Its_parts_have_the_parameters_that_their_layers_need()
    {
        using var backbone = new ConvNet();
        using var head = new UNetHead(backbone.Channels, 16);
        using var model = new PadNet(new ConvNet(), [5, 1], [3]);
        static long Count(IEnumerable<Tensor> parameters) => parameters.Sum(p => p.numel());
        Assert.Equal(Count(backbone.parameters()) + 3 * Count(head.parameters()), Count(model.SharedParameters));
        long distillation = 2 * 2 * (9 * 16 * 16 + 16), decoder = 2 * (9 * 16 * 16 + 2 * 16);
        Assert.Equal(17 * 5 + distillation + decoder + 17 * 5, Count(model.TaskParameters(0)));
        Assert.Equal(17 * 3, Count(model.TaskParameters(2)));
    }

    [Fact]
    public void Without_messages_it_is_hard_sharing_with_a_further_decoder()
    {
        using var model = new PadNet(new ConvNet([4, 6], seed: 3), [2, 3], seed: 1);
        using var plain = new HardSharing(new ConvNet([4, 6], seed: 3), [4, 4], seed: 1);
        using (no_grad())
            foreach (var (_, parameter) in model.named_parameters().Where(pair => pair.name.Contains("messages")))
                parameter.zero_();
        var image = randn(2, 3, 12, 8);
        var features = plain.call(image)[1].clamp_min(0);
        var first = nn.functional.conv2d(features, model.get_parameter("initial.predictions.1.weight")!, model.get_parameter("initial.predictions.1.bias"));
        var final = model.call(image)[1];
        Assert.Equal(Numbers.ToArray(first), Numbers.ToArray(model.Intermediate[1][0]));

        // What another task has found changes nothing then.
        using (no_grad())
            foreach (var (_, parameter) in model.named_parameters().Where(pair => pair.name.StartsWith("initial.features.0.", StringComparison.Ordinal)))
                parameter.add_(1);
        Assert.Equal(Numbers.ToArray(final), Numbers.ToArray(model.call(image)[1]));
    }

    [Fact]
    public void An_auxiliary_task_has_one_prediction_and_helps_every_target()
    {
        using var model = new PadNet(new ConvNet([4, 6]), [2, 3], [1, 3]);
        var image = randn(2, 3, 17, 11);
        var predictions = model.call(image);
        Assert.Equal([[2, 2, 17, 11], [2, 3, 17, 11], [2, 1, 17, 11], [2, 3, 17, 11]], predictions.Select(prediction => prediction.shape));
        Assert.Equal([1, 1, 0, 0], model.Intermediate.Select(early => early.Count));
        Assert.Equal([2, 2, 17, 11], model.Intermediate[0][0].shape);
        foreach (int target in new[] { 0, 1 })
        {
            model.zero_grad();
            model.call(image)[target].square().sum().backward();
            Assert.All(model.SharedParameters, parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
            Assert.All(model.TaskParameters(2), parameter => Assert.Null(parameter.grad));
        }
    }

    [Fact]
    public void It_splits_at_the_features_of_all_tasks()
    {
        using var model = new PadNet(new ConvNet([4, 6]), [2, 3], [1]);
        model.call(randn(2, 3, 12, 8));
        Assert.Equal([2, 3 * 4 * 12 * 8], model.Representation!.Trunk.shape);
        Assert.Equal(3, model.Representation.Views.Count);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PadNet(new ConvNet(), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PadNet(new ConvNet(), [2], features: 0));
    }
}
