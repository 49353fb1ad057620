using Marginalia.Balancers;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>Which gradient every aggregation writes where, tested on each of them.</summary>
public class GradientAggregationTests
{
    public static TheoryData<string> Names => [.. Aggregations.Names];

    public static TheoryData<string> Gramian => [.. Aggregations.Gramian];

    public static TheoryData<string, GradientScope> Scopes => [.. Aggregations.Scopes];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Heads_get_the_gradient_of_their_own_loss(string name, GradientScope scope)
    {
        var (problem, _, own) = Stepped(name, scope);
        for (int task = 0; task < 3; task++)
            AssertClose(own.Heads[task], Written(problem.Model.TaskParameters(task)), 1e-12, $"head {task}");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Shared_parameters_get_the_direction_of_the_method(string name, GradientScope scope)
    {
        var (problem, balancer, own) = Stepped(name, scope);
        var expected = balancer.Weights.Length > 0
            ? Combined(own.Shared, balancer.Weights)
            : scope == GradientScope.Representation ? own.ThroughTrunk(DirectionOf(name, balancer, own)) : Numbers.ToArray(DirectionOf(name, balancer, own));
        AssertClose(expected, Written(problem.Model.SharedParameters), 1e-11, "shared");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Weights_are_of_the_gradients_at_the_scope(string name, GradientScope scope)
    {
        var balancer = Aggregations.Create(name, scope: scope);
        var problem = new SmallProblem();
        List<double[][]> samples = [];
        balancer.Step(
            sample =>
            {
                var losses = problem.Losses(sample);
                samples.Add(Own.Rows(losses, Own.Places(problem.Model, scope)));
                return losses;
            },
            problem.Model,
            () => { });

        var gramian = balancer switch
        {
            GramianAggregation one => one.Gramian,
            DoubleSamplingAggregation two => two.Gramian,
            _ => null,
        };
        if (gramian is null)
            Assert.Equal(balancer is Krum ? 3 : 0, balancer.Weights.Length);
        else
            AssertClose(
                [.. samples[0].SelectMany(row => samples[balancer.SamplesPerStep > 1 ? 1 : 0].Select(other => row.Zip(other, (a, b) => a * b).Sum()))],
                [.. gramian.Cast<double>()],
                1e-12,
                "G");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_network_that_does_not_branch_gets_the_same(string name, GradientScope scope)
    {
        if (scope == GradientScope.Representation)
        {
            var plain = new SmallProblem(twin: original => new TwinNetwork(original, "no branch"));
            var error = Assert.Throws<ArgumentException>(() => plain.Step(Aggregations.Create(name, scope: scope)));
            Assert.Contains("call Branch(z)", error.Message);
            return;
        }

        var (branched, unbranched) = (Stepped(name, scope).Problem, Stepped(name, scope, kind: "no branch").Problem);
        Assert.NotNull(branched.Model.Representation);
        Assert.Null(unbranched.Model.Representation);
        AssertClose(Written(branched.Model.parameters()), Written(unbranched.Model.parameters()), 1e-11, "gradient");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_step_costs_the_passes_through_the_trunk_that_its_scope_says(string name, GradientScope scope)
    {
        var (problem, balancer) = (new SmallProblem(twin: original => new TwinNetwork(original, "as it is")), Aggregations.Create(name, scope: scope));
        var model = (TwinNetwork)problem.Model;
        problem.Step(balancer); // the first step also makes sure that the branch is where it must be
        model.TrunkPasses = 0;
        problem.Step(balancer);
        int perSample = scope == GradientScope.SharedParameters ? 3 : 0;
        Assert.Equal(
            balancer switch
            {
                DoubleSamplingAggregation => 2 * perSample + 1,
                _ => Math.Max(perSample, 1),
            },
            model.TrunkPasses);
    }

    [Theory]
    [MemberData(nameof(Gramian))]
    public void Between_two_computations_weights_are_kept_at_the_cost_of_one_pass(string name)
    {
        foreach (string kind in new[] { "as it is", "no branch" })
        {
            var problem = new SmallProblem(twin: original => new TwinNetwork(original, kind));
            var (model, balancer) = ((TwinNetwork)problem.Model, (GramianAggregation)Aggregations.Create(name, every: 3));
            for (int step = 0; step < 7; step++)
            {
                var (weights, gramian) = (balancer.Weights, balancer.Gramian);
                model.TrunkPasses = 0;
                problem.Step(balancer);
                if (step % 3 == 0)
                {
                    Assert.NotSame(gramian, balancer.Gramian);
                    continue;
                }

                Assert.Equal(1, model.TrunkPasses);
                Assert.Equal(weights, balancer.Weights);
                Assert.Same(gramian, balancer.Gramian);
            }

            model.zero_grad();
            var own = Own.Of(problem, 50, balancer);
            balancer.Backward(own.Tensors, model); // step 7, with the weights of step 6
            AssertClose(Combined(own.Shared, balancer.Weights), Written(model.SharedParameters), 1e-12, "shared");
            AssertClose(own.Heads[1], Written(model.TaskParameters(1)), 1e-12, "head");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_parameters_are_left_out(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name));
        problem.Model.SharedParameters[0].requires_grad = false;
        problem.Model.TaskParameters(1)[0].requires_grad = false;
        Own own = null!;
        balancer.Step(sample => (own = Own.Of(problem, sample, balancer)).Tensors, problem.Model, () => { });
        Assert.Null(problem.Model.SharedParameters[0].grad);
        Assert.Null(problem.Model.TaskParameters(1)[0].grad);
        var written = Written(problem.Model.SharedParameters.Skip(1));
        AssertClose(balancer.Weights.Length > 0 ? Combined(own.Shared, balancer.Weights) : Numbers.ToArray(DirectionOf(name, balancer, own)), written, 1e-12, "shared");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks_in_float32_get_their_gradient_in_float32(string name)
    {
        var (problem, balancer, own) = Stepped(name, dtype: ScalarType.Float32);
        Assert.All(problem.Model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.grad!.dtype));
        AssertClose(
            balancer.Weights.Length > 0 ? Combined(own.Shared, balancer.Weights) : Numbers.ToArray(DirectionOf(name, balancer, own)),
            Written(problem.Model.SharedParameters),
            1e-5,
            "shared");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_single_task_goes_along_its_gradient(string name)
    {
        if (name.Contains("Krum", StringComparison.Ordinal))
        {
            Assert.Contains("1 gradients", Assert.Throws<ArgumentException>(() => Aggregations.Create(name, tasks: 1)).Message);
            return;
        }

        var (problem, balancer) = (new SmallProblem(tasks: 1), Aggregations.Create(name, tasks: 1));
        Own own = null!;
        balancer.Step(sample => (own = Own.Of(problem, sample, balancer)).Tensors, problem.Model, () => { });
        double[] gradient = own.Shared[0], written = Written(problem.Model.SharedParameters);
        double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
        Assert.Equal(1, Dot(gradient, written) / Math.Sqrt(Dot(gradient, gradient) * Dot(written, written)), 12);
        AssertClose(own.Heads[0], Written(problem.Model.TaskParameters(0)), 1e-12, "head");
    }

    // A few steps, far enough for weights and trackers to have moved; then one that leaves its gradient to be looked at.
    private static (SmallProblem Problem, GradientAggregation Balancer, Own Own) Stepped(
        string name, GradientScope scope = default, string kind = "as it is", ScalarType dtype = ScalarType.Float64)
    {
        var problem = new SmallProblem(dtype: dtype, twin: original => new TwinNetwork(original, kind));
        var balancer = Aggregations.Create(name, scope: scope);
        for (int step = 0; step < 5; step++)
            problem.Step(balancer);
        problem.Model.zero_grad();
        Own own = null!;
        balancer.Step(sample => (own = Own.Of(problem, problem.Next + sample, balancer)).Tensors, problem.Model, () => { });
        return (problem, balancer, own);
    }

    // The directions that are no weighted sum of this step's gradients.
    private static Tensor DirectionOf(string name, GradientAggregation balancer, Own own)
    {
        var jacobian = tensor(own.Compared.SelectMany(row => row).ToArray(), own.Compared.Length, own.Compared[0].Length);
        Tensor Tracked() => balancer.get_buffer("tracked_gradients")!;
        double[] leak = name.EndsWith("leak", StringComparison.Ordinal) ? [0, 0.25, 0.5] : new double[3];
        var random = new SeededRandom(5, balancer.Steps - 1);
        return balancer switch
        {
            GradDrop => GradDrop.DirectionOf(jacobian, tensor(own.Compared[0].Select(_ => random.NextDouble()).ToArray()), leak[..own.Losses.Length]),
            TrimmedMean => tensor(Enumerable.Range(0, own.Compared[0].Length).Select(k => own.Compared.Select(row => row[k]).Order().ElementAt(1)).ToArray()),
            MoCo moco => tensor(moco.Lambda).matmul(Tracked()),
            DbMtl { Scope: GradientScope.SharedParameters } db when Tracked().numel() > 0 => tensor(db.Scales).matmul(Tracked()),
            DbMtl db => tensor(db.Scales.Zip(own.Losses, (scale, loss) => scale / loss).ToArray()).matmul(jacobian),
            _ => throw new ArgumentException($"{balancer.GetName()} has weights."),
        };
    }

    private static double[] Combined(double[][] rows, double[] weights) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Zip(weights, (row, weight) => weight * row[k]).Sum())];

    private static double[] Written(IEnumerable<Tensor> parameters) => Numbers.ToArray(parameters.Select(parameter => parameter.grad!));

    // Relative to the largest component.
    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what) =>
        Numbers.AssertClose(expected, actual, tolerance * Math.Max(1e-3, expected.Max(Math.Abs)), what);
}
