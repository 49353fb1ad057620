using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class LearningToBranchTests
{
    [Fact]
    public void Draws_are_smooth_in_training_and_follow_the_logits()
    {
        using var choice = new BranchChoice(_ => 0.1, seed: 3);
        using var logits = tensor(new[] { Math.Log(0.2), Math.Log(0.3), Math.Log(0.5) }).expand(20_000, 3);
        var draws = choice.call(logits);
        Numbers.AssertClose([1], [draws.sum([1L]).min().ToDouble()], 1e-9);
        Numbers.AssertClose([0.2, 0.3, 0.5], [.. Enumerable.Range(0, 3).Select(i => draws.argmax(1).eq(i).to(ScalarType.Float64).mean().ToDouble())], 0.015);
        Assert.NotEqual(Numbers.ToArray(draws), Numbers.ToArray(choice.call(logits)));
    }

    [Fact]
    public void Draws_continue_after_loading_a_state()
    {
        using var logits = zeros(4, 3);
        using var first = new BranchChoice(_ => 1, seed: 3);
        first.call(logits);
        using var second = new BranchChoice(_ => 1, seed: 3);
        second.load_state_dict(first.state_dict());
        Assert.Equal(Numbers.ToArray(first.call(logits)), Numbers.ToArray(second.call(logits)));
    }

    [Fact]
    public void The_choice_is_uniform_in_warm_up_and_certain_in_evaluation()
    {
        using var choice = new BranchChoice(step => step < 1 ? null : 1, seed: 3);
        using var logits = tensor(new[] { 0.0, 2, 1, 5, 0, 0 }).reshape(2, 3);
        Numbers.AssertClose([.. Enumerable.Repeat(1 / 3.0, 6)], Numbers.ToArray(choice.call(logits)), 1e-12);
        Assert.NotEqual(Enumerable.Repeat(1 / 3.0, 6), Numbers.ToArray(choice.call(logits)));
        choice.eval();
        Assert.Equal([0, 1, 0, 1, 0, 0], Numbers.ToArray(choice.call(logits)));
    }

    [Fact]
    public void The_temperature_cools_as_in_the_reference()
    {
        var temperature = LearningToBranch.Cooling(epochs: 200, stepsPerEpoch: 10);
        Assert.Null(temperature(0));
        Assert.Null(temperature(19));
        Assert.Equal(10 / Math.Sqrt(3), temperature(20));
        Assert.Equal(10 / Math.Sqrt(200), temperature(1999));
    }

    [Fact]
    public void In_evaluation_tasks_read_along_the_tree()
    {
        // Task 1's last module has the parent 0, whose parent is 2: it computes what a single network of these modules computes.
        long[][] seeds = [[10, 11, 12], [20, 21, 22], [30, 31, 32]];
        using var model = new LearningToBranch(task => Column(seeds[task]), [2, 3, 1], Head, seed: 4);
        using (no_grad())
        {
            model.get_parameter("logits.4")![0].fill_(5); // stage 1 to 2, module 1
            model.get_parameter("logits.0")![2].fill_(5); // stage 0 to 1, module 0
        }

        Assert.Equal(2, model.Parents()[0][0]);
        Assert.Equal(0, model.Parents()[1][1]);
        using var alone = new HardSharing(Column([30, 11, 22]), [3], Head);
        model.eval();
        alone.eval();
        using var image = randn(2, 3, 16, 8);
        Numbers.AssertClose(Numbers.ToArray(alone.call(image)[0]), Numbers.ToArray(model.call(image)[1]), 1e-6);

        static Head Head(IReadOnlyList<int> channels, int outputs, long seed) => new UNetHead(channels, outputs, outputs);
    }

    [Fact]
    public void A_single_stage_is_refused() =>
        Assert.Contains("two or more stages", Assert.Throws<ArgumentException>(() => new LearningToBranch(_ => new ConvNet([4]), [2])).Message);

    /// <summary>A backbone whose stages have seeds of their own.</summary>
    private static ConvNet Column(long[] seeds)
    {
        var column = new ConvNet([4, 6, 8]);
        using var off = no_grad();
        for (int k = 0; k < seeds.Length; k++)
        {
            using var generator = new Generator((ulong)seeds[k]);
            foreach (var parameter in column.Stages[k].parameters())
                parameter.uniform_(-0.5, 0.5, generator);
        }

        return column;
    }
}
