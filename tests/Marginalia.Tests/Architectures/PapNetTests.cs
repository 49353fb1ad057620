using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class PapNetTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new PapNet(new ConvNet([4, 6]), [2, 3], [1], steps: 2);
        Twin.AssertEqual("pap-net", model);
    }

    [Fact]
    public void Affinities_are_those_of_an_eighth_of_the_image_and_their_rows_sum_to_1()
    {
        using var model = new PapNet(new ConvNet([4, 6]), [2, 3], [1]);
        var affinities = model.Affinities(randn(2, 3, 48, 60));
        Assert.Equal(3, affinities.Length);
        Assert.All(affinities, affinity => Assert.Equal([2, 6 * 8, 6 * 8], affinity.shape));
        Numbers.AssertClose([.. Enumerable.Repeat(1.0, 2 * 48)], Numbers.ToArray(affinities[1].sum([-1L])), 1e-5);
        Numbers.AssertClose([1 / 3.0, 1 / 3.0, 1 / 3.0], model.Combination(1), 1e-6);
    }

    [Fact]
    public void Its_parts_have_the_parameters_that_their_layers_need()
    {
        using var backbone = new ConvNet();
        using var head = new UNetHead(backbone.Channels, 16);
        using var model = new PapNet(new ConvNet(), [5, 1], [3]);
        static long Count(IEnumerable<Tensor> parameters) => parameters.Sum(p => p.numel());
        Assert.Equal(Count(backbone.parameters()) + 3 * Count(head.parameters()) + 3 * 17 * 8, Count(model.SharedParameters));
        Assert.Equal(17 * 5 + 3 + 1 + (9 * 32 * 16 + 2 * 16) + (9 * 16 * 16 + 2 * 16) + 17 * 5, Count(model.TaskParameters(0)));
        Assert.Equal(17 * 3, Count(model.TaskParameters(2)));
    }

    [Fact]
    public void Without_cross_task_affinities_a_target_depends_on_its_own_features_only()
    {
        using var model = new PapNet(new ConvNet([4, 6]), [2, 3], [1], isCrossTask: false);
        Assert.Equal([1.0], model.Combination(0));
        Assert.Equal(2, model.Affinities(randn(1, 3, 16, 16)).Length);
        foreach (int target in new[] { 0, 1 })
        {
            model.zero_grad();
            (model.call(randn(2, 3, 16, 24))[target].square().sum() + model.Intermediate[target][0].square().sum()).backward();
            Assert.All(
                Enumerable.Range(0, 3).Where(other => other != target).SelectMany(model.TaskParameters), parameter => Assert.Null(parameter.grad));
            Assert.All(model.SharedParameters, parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        }

        Assert.Equal(model.parameters().Count(), model.SharedParameters.Count + Enumerable.Range(0, 3).Sum(task => model.TaskParameters(task).Count));
    }
}
