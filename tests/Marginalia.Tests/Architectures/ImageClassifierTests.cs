using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class ImageClassifierTests
{
    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 12)]
    public void Scores_are_affine_in_the_mean_and_the_maximum_of_the_coarsest_map(bool withMaximum, int features)
    {
        using var backbone = new ConvNet([4, 6]);
        using var model = new ImageClassifier(backbone, [3, 5], withMaximum: withMaximum);
        model.eval();
        var images = rand(2, 3, 16, 12);
        var map = backbone.call(images)[^1].flatten(2);
        var pooled = withMaximum ? cat([map.mean([2L]), map.max(2).values], 1) : map.mean([2L]);
        Assert.Equal([2, features], model.Features(images)[0].shape);
        Assert.Equal([features], model.FeatureChannels);
        var scores = model.call(images);
        for (int task = 0; task < 2; task++)
        {
            var (weight, bias) = (model.TaskParameters(task)[0], model.TaskParameters(task)[1]);
            Numbers.AssertClose(Numbers.ToArray(pooled.matmul(weight.t()) + bias), Numbers.ToArray(scores[task]), 1e-6);
            Assert.Equal(Numbers.ToArray(scores[task]), Numbers.ToArray(model.Classify(model.Features(images)[0], task)));
        }
    }

    [Fact]
    public void Each_parameter_is_of_the_backbone_or_of_one_task_and_only_that_tasks_loss_reaches_it()
    {
        using var model = new ImageClassifier(new ConvNet([4, 6]), [3, 5]);
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 2).SelectMany(model.TaskParameters)).ToArray();
        Assert.Equal(model.parameters().Count(), named.Length);
        model.call(rand(4, 3, 16, 16))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([4, 6], model.Representation!.Trunk.shape);
    }

    [Fact]
    public void A_task_of_several_starts_as_it_would_alone()
    {
        using var both = new ImageClassifier(new ConvNet([4, 6], seed: 3), [3, 5], seed: 1);
        using var alone = new ImageClassifier(new ConvNet([4, 6], seed: 3), [3], seed: 1);
        using var other = new ImageClassifier(new ConvNet([4, 6], seed: 3), [3], seed: 2);
        Assert.Equal(Numbers.ToArray(alone.TaskParameters(0)), Numbers.ToArray(both.TaskParameters(0)));
        Assert.NotEqual(Numbers.ToArray(alone.TaskParameters(0)), Numbers.ToArray(other.TaskParameters(0)));
    }

    [Fact]
    public void No_task_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ImageClassifier(new ConvNet([4]), []));
}
