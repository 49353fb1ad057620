using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class JtrlTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new Jtrl(new ConvNet([4, 6]), [1, 3]);
        Twin.AssertEqual("jtrl", model);
    }

    [Fact]
    public void Zero_weights_balance_both_states_alike()
    {
        using var module = new TaskAttention(2, new Generator(1), ScalarType.Float64);
        using (no_grad())
            foreach (var parameter in module.parameters())
                parameter.zero_();
        var (own, other) = (randn([2, 2, 5, 3], ScalarType.Float64), randn([2, 2, 5, 3], ScalarType.Float64));
        var mean = Numbers.ToArray((own + other) / 2);
        Numbers.AssertClose(mean, Numbers.ToArray(module.Balance(own, other)), 1e-15);
        Numbers.AssertClose([.. mean.Select(value => 1.5 * value)], Numbers.ToArray(module.call(own, other)), 1e-15); // sigmoid(0) = 1/2
    }

    [Fact]
    public void Visits_follow_one_another_from_coarse_to_fine_and_each_sees_the_ones_before()
    {
        // A change of the parameters of one visit shows in its own prediction and all later ones, and in none before.
        using var model = new Jtrl(new ConvNet([4, 6, 8]), [1, 3]);
        model.eval();
        using var image = randn(2, 3, 16, 12);
        double[][] Predictions()
        {
            var final = model.call(image);
            return [.. Enumerable.Range(0, 6).Select(visit => Numbers.ToArray(visit < 4 ? model.Intermediate[visit % 2][visit / 2] : final[visit % 2]))];
        }

        for (int changed = 0; changed < 6; changed++)
        {
            var before = Predictions();
            using (no_grad())
                model.get_parameter($"blocks.{changed}.convolution.weight")!.mul_(-1);
            var after = Predictions();
            Assert.Equal(Enumerable.Range(0, 6).Select(visit => visit < changed), before.Zip(after, (a, b) => a.SequenceEqual(b)));
        }
    }

    [Fact]
    public void A_tasks_loss_reaches_what_is_shared_and_its_own_parameters_and_no_others()
    {
        using var model = new Jtrl(new ConvNet([4, 6]), [1, 3]);
        foreach (int task in new[] { 0, 1 })
        {
            model.zero_grad();
            (model.call(randn(2, 3, 16, 12))[task].square().sum() + model.Intermediate[task][0].square().sum()).backward();
            Assert.All(model.SharedParameters.Concat(model.TaskParameters(task)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
            Assert.All(model.TaskParameters(1 - task), parameter => Assert.Null(parameter.grad));
        }

        Assert.Equal(model.parameters().Count(), model.SharedParameters.Count + model.TaskParameters(0).Count + model.TaskParameters(1).Count);
        Assert.Contains(model.LastSharedLayer[0], model.SharedParameters);
    }

    [Fact]
    public void Its_parts_have_the_parameters_that_their_layers_need()
    {
        using var backbone = new ConvNet();
        using var model = new Jtrl(new ConvNet(), [1, 5]);
        static long Block(long from, long to) => 9 * from * to + 2 * to;
        long attention = 33 * 16 + 2 * (9 * 16 * 16 + 16);
        Assert.Equal(
            backbone.parameters().Sum(p => p.numel()) + 2 * Block(48, 16) + 2 * (Block(64, 16) + Block(48, 16) + Block(40, 16) + Block(32, 16))
            + 8 * attention + 4 * 17 * 6,
            model.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Other_numbers_of_tasks_are_refused()
    {
        Assert.Contains("outputs for 3 tasks are given; expected 2", Assert.Throws<ArgumentException>(() => new Jtrl(new ConvNet(), [1, 2, 3])).Message);
        Assert.Throws<ArgumentException>(() => new Jtrl(new ConvNet(), [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Jtrl(new ConvNet(), [1, 2], features: -1));
    }
}
