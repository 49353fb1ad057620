using Marginalia.Balancers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>How every aggregation behaves over many steps.</summary>
public class GradientAggregationStateTests
{
    public static TheoryData<string> Names => [.. Aggregations.Names];

    public static TheoryData<string, GradientScope> Scopes => [.. Aggregations.Scopes];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_is_saved_loaded_and_continued_gives_the_same_bits(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name, every: 3));
        for (int step = 0; step < 7; step++)
            problem.Step(balancer);

        var (loadedProblem, loaded) = (new SmallProblem(seed: 99) { Next = problem.Next }, Aggregations.Create(name, every: 3));
        loadedProblem.Model.load_state_dict(Saved(problem.Model));
        loaded.load_state_dict(Saved(balancer));

        for (int step = 0; step < 7; step++)
        {
            problem.Step(balancer);
            loadedProblem.Step(loaded);
            Assert.Equal(balancer.Losses, loaded.Losses);
            Assert.Equal(balancer.Weights, loaded.Weights);
        }

        Assert.Equal(14, loaded.Steps);
        Assert.Equal(Numbers.ToArray(problem.Model.parameters()), Numbers.ToArray(loadedProblem.Model.parameters()));
        Assert.Equal(Numbers.ToArray(balancer.state_dict().Values), Numbers.ToArray(loaded.state_dict().Values));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_hundred_steps_lower_every_loss_and_leave_no_tensor_behind(string name)
    {
        var balancer = Aggregations.Create(name);
        // The gradient of a logarithm does not shrink with the loss, so that steps must be short.
        var problem = new SmallProblem { LearningRate = balancer is DbMtl ? 0.02 : 0.2 };
        problem.Step(balancer);
        var first = balancer.Losses;
        for (int step = 1; step < 20; step++)
            problem.Step(balancer);
        long tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int step = 20; step < 200; step++)
            problem.Step(balancer);
        Assert.Equal(tensors, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        for (int task = 0; task < 3; task++)
            Assert.True(balancer.Losses[task] < 0.9 * first[task], $"task {task}: {first[task]} to {balancer.Losses[task]}");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void No_scope_and_no_kept_weights_leave_a_tensor_behind(string name, GradientScope scope)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name, scope: scope, every: 2));
        long Tensors(int steps)
        {
            for (int step = 0; step < steps; step++)
                problem.Step(balancer);
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }

        long early = Tensors(10);
        Assert.Equal(early, Tensors(40));
    }

    private static Dictionary<string, Tensor> Saved(nn.Module module) =>
        module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
}
