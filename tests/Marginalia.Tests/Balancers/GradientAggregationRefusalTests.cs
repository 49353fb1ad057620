using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>What no aggregation does: it is refused in a sentence, and nothing has changed.</summary>
public class GradientAggregationRefusalTests
{
    public static TheoryData<string> Names => [.. Aggregations.Names];

    public static TheoryData<string, GradientScope> Scopes => [.. Aggregations.Scopes];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_loss_that_is_not_finite_is_named_and_changes_nothing(string name, GradientScope scope)
    {
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            var error = Refused<NonFiniteLossException>(name, scope, (losses, _) => losses[1] = losses[1] * bad);
            Assert.Equal((1, 2L), (error.Task, error.Step));
            Assert.Contains("task 1", error.Message);
            Assert.Contains("step 2", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_gradient_that_is_not_finite_is_named_and_changes_nothing(string name, GradientScope scope)
    {
        // A square root at 0 has the value 0 and the slope NaN.
        var error = Refused<NonFiniteGradientException>(name, scope, (losses, predictions) => losses[1] = losses[1] + (predictions[1] - predictions[1]).sum().pow(2).sqrt());
        Assert.Equal((1, 2L), (error.Task, error.Step));
        Assert.Contains("gradient of task 1", error.Message);
        Assert.Contains("step 2", error.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_that_is_not_finite_is_named_between_two_computations_too(string name)
    {
        if (!Aggregations.Gramian.Contains(name))
            return;
        var error = Refused<NonFiniteGradientException>(
            name, default, (losses, predictions) => losses[1] = losses[1] + (predictions[1] - predictions[1]).sum().pow(2).sqrt(), every: 4);
        Assert.Equal((1, 2L), (error.Task, error.Step));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_trunk_whose_gradient_is_not_finite_is_refused(string name, GradientScope scope)
    {
        // All is well at the last shared layer and at the representation; the NaN comes after.
        var (problem, balancer) = (new SmallProblem(twin: original => new TwinNetwork(original, "root")), Aggregations.Create(name, scope: scope));
        var state = Numbers.ToArray(balancer.state_dict().Values);
        var error = Assert.Throws<NonFiniteGradientException>(() => problem.Step(balancer));
        Assert.Equal((0, 0L), (error.Task, error.Step));
        Assert.All(problem.Model.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Equal(state, Numbers.ToArray(balancer.state_dict().Values));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_network_whose_heads_use_shared_parameters_past_the_branch_is_refused(string name, GradientScope scope)
    {
        var problem = new SmallProblem(twin: original => new TwinNetwork(original, "early"));
        var error = Assert.ThrowsAny<ArgumentException>(() => problem.Step(Aggregations.Create(name, scope: scope)));
        Assert.Contains(scope == GradientScope.LastSharedLayer ? "does not depend on" : "past Branch(z)", error.Message);
        Assert.All(problem.Model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_of_the_wrong_number_or_shape_are_refused(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name));
        void Step(Func<Tensor[], Tensor[]> change) => balancer.Step(sample => change(problem.Losses(sample)), problem.Model, () => { });
        Assert.Contains("given 2 losses, built for 3 tasks", Assert.Throws<ArgumentException>(() => Step(losses => losses[..2])).Message);
        Assert.Contains("task 2 has shape [4, 5]", Assert.Throws<ArgumentException>(() => Step(losses => [losses[0], losses[1], zeros(4, 5)])).Message);
        Assert.Equal(0, balancer.Steps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_is_not_of_this_network_is_refused(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name));
        var error = Assert.Throws<ArgumentException>(() => balancer.Step(
            sample =>
            {
                var losses = problem.Losses(sample);
                losses[2] = problem.Model.TaskParameters(2)[0].sum().pow(2);
                return losses;
            },
            problem.Model,
            () => { }));
        Assert.Contains("loss of task 2 does not depend on what SharedParameters compares", error.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_trunk_that_is_frozen_leaves_nothing_to_balance(string name)
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name));
        foreach (var parameter in problem.Model.SharedParameters)
            parameter.requires_grad = false;
        Assert.Contains("nothing to balance", Assert.Throws<ArgumentException>(() => problem.Step(balancer)).Message);
    }

    [Fact]
    public void Methods_that_need_the_entries_of_gradients_do_not_stop_at_the_last_shared_layer()
    {
        foreach (string name in new[] { "GradDrop", "TrimmedMean", "Krum", "MoCo", "DbMtl" })
            Assert.Contains("entries of J", Assert.Throws<ArgumentException>(() => Aggregations.Create(name, scope: GradientScope.LastSharedLayer)).Message);
    }

    [Fact]
    public void Methods_that_mix_batches_do_not_take_representations()
    {
        foreach (string name in new[] { "MoCo", "DbMtl", "MoDo", "SdmGrad" })
            Assert.Contains("nothing in common", Assert.Throws<ArgumentException>(() => Aggregations.Create(name, scope: GradientScope.Representation)).Message);
    }

    [Fact]
    public void Methods_of_several_samples_ask_for_Step()
    {
        var problem = new SmallProblem();
        var error = Assert.Throws<InvalidOperationException>(() => new MoDo(3).Backward(problem.Losses(0), problem.Model));
        Assert.Contains("3 independent batches", error.Message);
    }

    [Fact]
    public void Trackers_of_another_network_are_refused()
    {
        var (problem, balancer) = (new SmallProblem(), new MoCo(3));
        problem.Step(balancer);
        problem.Model.SharedParameters[0].requires_grad = false;
        var error = Assert.Throws<ArgumentException>(() => problem.Step(balancer));
        Assert.Contains("gradients of shape [3, 416] and was given [3, 288]", error.Message);
    }

    // Two steps, then one that goes wrong in its last sample.
    private static TError Refused<TError>(string name, GradientScope scope, Action<Tensor[], Tensor[]> spoil, int every = 1)
        where TError : Exception
    {
        var (problem, balancer) = (new SmallProblem(), Aggregations.Create(name, scope: scope, every: every));
        problem.Step(balancer);
        problem.Step(balancer);
        Tensor[] parameters = [.. problem.Model.parameters()];
        var (before, gradients, state) = (Numbers.ToArray(parameters), Numbers.ToArray(parameters.Select(parameter => parameter.grad!)), Numbers.ToArray(balancer.state_dict().Values));
        var weights = balancer.Weights;
        bool updated = false;
        var error = Assert.Throws<TError>(() => balancer.Step(
            sample =>
            {
                var (losses, predictions) = problem.Evaluate(problem.Next + sample);
                if (sample == balancer.SamplesPerStep - 1)
                    spoil(losses, predictions);
                return losses;
            },
            problem.Model,
            () => updated = true));
        Assert.False(updated);
        Assert.Equal(before, Numbers.ToArray(parameters));
        Assert.Equal(gradients, Numbers.ToArray(parameters.Select(parameter => parameter.grad!)));
        Assert.Equal(state, Numbers.ToArray(balancer.state_dict().Values));
        Assert.Same(weights, balancer.Weights);
        Assert.Equal(2, balancer.Steps);
        return error;
    }
}
