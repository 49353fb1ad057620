using Marginalia.Balancers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>What every balancer of the family promises, tested on each of them.</summary>
public class LossWeightingTests
{
    private static readonly Dictionary<string, Func<LossWeighting>> Methods = new()
    {
        ["EqualWeighting"] = () => new EqualWeighting(3),
        ["MeanWeighting"] = () => new MeanWeighting(3),
        ["StaticWeighting"] = () => new StaticWeighting(0.5, 2, 1.5),
        ["LossNormalizedWeighting"] = () => new LossNormalizedWeighting(3),
        ["LossNormalizedWeighting, first epoch"] = () => new LossNormalizedWeighting(3, initialSteps: 4),
        ["RandomLossWeighting"] = () => new RandomLossWeighting(3, seed: 5),
        ["RandomLossWeighting, Dirichlet"] = () => new RandomLossWeighting(3, seed: 5, RandomWeightLaw.Dirichlet, total: 3),
        ["ScaleInvariantWeighting"] = () => new ScaleInvariantWeighting(3),
        ["GeometricLoss"] = () => new GeometricLoss(3),
        ["SmoothTchebycheff"] = () => new SmoothTchebycheff([0.3, 0.1, 0.6], [0, 0, 0], mu: 1),
        ["LogSmoothTchebycheff"] = () => new LogSmoothTchebycheff(3, stepsPerEpoch: 3, warmUpEpochs: 1),
        ["DynamicTaskPrioritization"] = () => new DynamicTaskPrioritization([0.2, 0.4, 0.6]),
        ["UncertaintyWeighting"] = () => new UncertaintyWeighting(3, initialLogVariance: -0.3),
        ["UncertaintyWeighting, your optimizer"] = () => new UncertaintyWeighting(3, learningRate: null),
        ["SigmaUncertaintyWeighting"] = () => new SigmaUncertaintyWeighting([Likelihood.Gaussian, Likelihood.Softmax, Likelihood.Gaussian]),
        ["RevisedUncertaintyWeighting"] = () => new RevisedUncertaintyWeighting(3),
        ["ImtlL"] = () => new ImtlL(3),
        ["ImtlL, your optimizer"] = () => new ImtlL(3, learningRate: null),
        ["DynamicWeightAverage"] = () => new DynamicWeightAverage(3, stepsPerEpoch: 3),
        ["WindowedDynamicWeightAverage"] = () => new WindowedDynamicWeightAverage(3, halfWindow: 2),
        ["GradNorm"] = () => new GradNorm(3, warmStart: true),
        ["GradNorm, all shared parameters, first epoch"] = () => new GradNorm(3, space: WeightSpace.Softmax) { Scope = GradientScope.SharedParameters, InitialSteps = 4 },
        ["Famo"] = () => new Famo(3),
        ["ExcessMtl"] = () => new ExcessMtl(3, rate: 0.1),
        ["AutoLambda"] = () => new AutoLambda(3, lookAhead: 0.2, learningRate: 0.01, initialWeight: 1, primaryTasks: [0, 2]),
        ["Moml"] = () => new Moml(3, lookAhead: 0.2, learningRate: 0.05),
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    internal static LossWeighting Create(string name) => Methods[name]();

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
        problem.Step(balancer, () =>
        {
            var shared = Enumerable.Range(0, separate[0].Shared.Length)
                .Select(k => separate.Select((own, task) => balancer.Weights[task] * own.Shared[k]).Sum()).ToArray();
            Numbers.AssertClose(shared, Numbers.ToArray(problem.Model.SharedParameters.Select(p => p.grad!)), 1e-12, "shared");
            for (int task = 0; task < 3; task++)
            {
                var head = separate[task].Head.Select(g => balancer.Weights[task] * g).ToArray();
                Numbers.AssertClose(head, Numbers.ToArray(problem.Model.TaskParameters(task).Select(p => p.grad!)), 1e-12, $"head {task}");
            }
        });

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
        Assert.Equal(Numbers.ToArray(balancer.state_dict().Values), Numbers.ToArray(loaded.state_dict().Values));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_is_not_finite_is_named_and_changes_nothing(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        problem.Step(balancer);
        problem.Step(balancer);
        var before = Everything(problem, balancer);

        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            var losses = problem.Losses(step: 2);
            losses[1] = losses[1] * bad;
            var error = Assert.Throws<NonFiniteLossException>(() => Step(balancer, losses, problem));
            Assert.Equal((1, 2L), (error.Task, error.Step));
            Assert.Contains("task 1", error.Message);
            Assert.Contains("step 2", error.Message);
        }

        Assert.Equal(before, Everything(problem, balancer));
        Assert.Equal(2, balancer.Steps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_that_is_not_finite_is_named_and_changes_nothing(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        for (int step = 0; step < 3; step++) // the next one is the last of an epoch
            problem.Step(balancer);
        var before = Everything(problem, balancer);

        var losses = problem.Losses(step: 3);
        losses[1] += problem.Model.Representation!.Views[1].sum().mul(0).square().sqrt(); // 0, with a slope of infinity times 0
        var error = Assert.Throws<NonFiniteGradientException>(() => Step(balancer, losses, problem));
        Assert.Equal(3, error.Step);
        Assert.Equal(before, Everything(problem, balancer));

        problem.Step(balancer); // and training goes on
        Assert.Equal(4, balancer.Steps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_hundred_steps_lower_every_loss_and_keep_no_tensor(string name)
    {
        double rate = name is "GeometricLoss" or "SmoothTchebycheff" or "Moml" ? 0.6 : 0.2; // their gradients are of the size of the mean's, not the sum's
        var (problem, balancer) = (new SmallProblem { LearningRate = rate }, Create(name));
        problem.Step(balancer);
        var first = balancer.Losses;
        long live = 0;
        for (int step = 1; step < 200; step++)
        {
            if (step == 20)
                live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            problem.Step(balancer);
        }

        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount, 0, live);
        for (int task = 0; task < 3; task++)
            Assert.True(balancer.Losses[task] < 0.7 * first[task], $"task {task}: {first[task]} to {balancer.Losses[task]}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_of_the_wrong_number_or_shape_are_refused(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Create(name));
        var losses = problem.Losses(step: 0);
        var number = Assert.Throws<ArgumentException>(() => Step(balancer, losses[..2], problem));
        Assert.Contains("given 2 losses, built for 3 tasks", number.Message);

        losses[2] = zeros(4, 5);
        var shape = Assert.Throws<ArgumentException>(() => Step(balancer, losses, problem));
        Assert.Contains("task 2 has shape [4, 5]", shape.Message);
    }

    private static void Step(Balancer balancer, Tensor[] losses, SmallProblem problem) =>
        balancer.Step(_ => losses, problem.Model, () => Assert.Fail("The step should have been refused."));

    private static double[] Everything(SmallProblem problem, Balancer balancer) =>
    [
        .. Numbers.ToArray(problem.Model.parameters().Select(p => p.grad!)),
        .. Numbers.ToArray(problem.Model.parameters()),
        .. Numbers.ToArray(balancer.state_dict().Values),
    ];

    private static Dictionary<string, Tensor> Saved(nn.Module module) =>
        module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static double[] Gradients(Tensor loss, IReadOnlyList<Tensor> parameters) =>
        Numbers.ToArray(autograd.grad([loss], [.. parameters], retain_graph: true));
}
