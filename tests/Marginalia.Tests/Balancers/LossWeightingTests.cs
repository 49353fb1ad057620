using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>What every balancer of the family promises, tested on each of them.</summary>
public class LossWeightingTests
{
    public static TheoryData<string> Names => ["EqualWeighting", "UncertaintyWeighting", "UncertaintyWeighting, your optimizer", "DynamicWeightAverage", "WindowedDynamicWeightAverage", "GradNorm"];

    internal static LossWeighting Create(string name, int tasks = 3) => name switch
    {
        "EqualWeighting" => new EqualWeighting(tasks),
        "UncertaintyWeighting" => new UncertaintyWeighting(tasks, initialLogVariance: -0.3),
        "UncertaintyWeighting, your optimizer" => new UncertaintyWeighting(tasks, learningRate: null),
        "DynamicWeightAverage" => new DynamicWeightAverage(tasks, stepsPerEpoch: 3),
        "WindowedDynamicWeightAverage" => new WindowedDynamicWeightAverage(tasks, halfWindow: 2),
        "GradNorm" => new GradNorm(tasks, warmStart: true),
        _ => throw new ArgumentException(name),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Shared_and_head_parameters_get_the_gradient_of_the_weighted_sum(string name)
    {
        var balancer = Create(name);
        var problem = new SmallProblem();
        for (int step = 0; step < 8; step++) // far enough for weights to differ from 1
            problem.Step(balancer);

        var losses = problem.Losses(step: 8);
        var separate = Enumerable.Range(0, 3).Select(task => new
        {
            Shared = Gradients(losses[task], problem.Model.SharedParameters),
            Head = Gradients(losses[task], problem.Model.TaskParameters(task)),
        }).ToArray();
        problem.Model.zero_grad();
        balancer.Backward(losses, problem.Model);

        var shared = Enumerable.Range(0, separate[0].Shared.Length)
            .Select(k => separate.Select((own, task) => balancer.Weights[task] * own.Shared[k]).Sum()).ToArray();
        Numbers.AssertClose(shared, Numbers.ToArray(problem.Model.SharedParameters.Select(p => p.grad!)), 1e-12, "shared");
        for (int task = 0; task < 3; task++)
        {
            var head = separate[task].Head.Select(g => balancer.Weights[task] * g).ToArray();
            Numbers.AssertClose(head, Numbers.ToArray(problem.Model.TaskParameters(task).Select(p => p.grad!)), 1e-12, $"head {task}");
        }

        if (name != "EqualWeighting")
            Assert.Contains(balancer.Weights, weight => Math.Abs(weight - 1) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_is_saved_loaded_and_continued_gives_the_same_bits(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        for (int step = 0; step < 7; step++) // in the middle of an epoch
            problem.Step(balancer);

        var (loadedProblem, loaded) = (new SmallProblem(seed: 99) { Next = problem.Next }, Create(name));
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
        Assert.Equal(Numbers.ToArray(balancer.parameters()), Numbers.ToArray(loaded.parameters()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_is_not_finite_is_named_and_changes_nothing(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        problem.Step(balancer);
        problem.Step(balancer);
        var gradients = Numbers.ToArray(problem.Model.parameters().Select(p => p.grad!));
        var state = Numbers.ToArray(balancer.state_dict().Values);

        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            var losses = problem.Losses(step: 2);
            losses[1] = losses[1] * bad;
            var error = Assert.Throws<NonFiniteLossException>(() => balancer.Backward(losses, problem.Model));
            Assert.Equal((1, 2L), (error.Task, error.Step));
            Assert.Contains("task 1", error.Message);
            Assert.Contains("step 2", error.Message);
        }

        Assert.Equal(gradients, Numbers.ToArray(problem.Model.parameters().Select(p => p.grad!)));
        Assert.Equal(state, Numbers.ToArray(balancer.state_dict().Values));
        Assert.Equal(2, balancer.Steps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_hundred_steps_lower_every_loss(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        problem.Step(balancer);
        var first = balancer.Losses;
        for (int step = 1; step < 200; step++)
            problem.Step(balancer);
        for (int task = 0; task < 3; task++)
            Assert.True(balancer.Losses[task] < 0.7 * first[task], $"task {task}: {first[task]} to {balancer.Losses[task]}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_of_the_wrong_number_or_shape_are_refused(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        var losses = problem.Losses(step: 0);
        var number = Assert.Throws<ArgumentException>(() => balancer.Backward(losses[..2], problem.Model));
        Assert.Contains("given 2 losses, built for 3 tasks", number.Message);

        losses[2] = zeros(4, 5);
        var shape = Assert.Throws<ArgumentException>(() => balancer.Backward(losses, problem.Model));
        Assert.Contains("task 2 has shape [4, 5]", shape.Message);
    }

    private static Dictionary<string, Tensor> Saved(nn.Module module) =>
        module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static double[] Gradients(Tensor loss, IReadOnlyList<Tensor> parameters) =>
        Numbers.ToArray(autograd.grad([loss], [.. parameters], retain_graph: true));
}
