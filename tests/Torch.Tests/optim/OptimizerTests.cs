using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Optimisers;

/// <summary>What optimisers do beyond their formulas, which PyTorchFixtureTests pins.</summary>
public class OptimizerTests
{
    static Parameter One() => new(ones(1));

    [Fact]
    public void Groups_have_options_of_their_own()
    {
        var (p, q) = (One(), One());
        var optimizer = optim.SGD([new SGD.ParamGroup([p], lr: 0.1), new SGD.ParamGroup([q], new SGD.Options { momentum = 0.5 })], 0.25);
        Assert.Equal([0.1, 0.25], optimizer.ParamGroups.Select(g => g.LearningRate));
        (p + q).sum().backward();
        optimizer.step();
        Assert.Equal((0.9, 0.75), (p.ToDouble(), q.ToDouble()), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-6);
        var r = One();
        optimizer.add_param_group(new SGD.ParamGroup([r], lr: 2));
        Assert.Equal((3, 3), (optimizer.ParamGroups.Count(), optimizer.parameters().Count()));
    }

    [Fact]
    public void The_learning_rate_can_be_set_at_any_time()
    {
        var p = One();
        var optimizer = optim.Adam([p], 0.1);
        optimizer.ParamGroups.Single().LearningRate = 0.5;
        p.sum().backward();
        optimizer.step();
        Assert.Equal(0.5, p.ToDouble(), 1e-6);
        Assert.Equal(0.1, optimizer.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void Zero_grad_sets_to_zero_what_is_there()
    {
        var (p, q) = (One(), One());
        var optimizer = optim.SGD([p, q], 0.1);
        (p * 2).sum().backward();
        optimizer.zero_grad();
        Assert.Equal(0, p.grad!.item<float>());
        Assert.Null(q.grad);
    }

    [Fact]
    public void Parameters_without_gradient_stay()
    {
        var (p, q) = (One(), One());
        var optimizer = optim.AdamW([("p", p), ("q", q)], 0.1, weight_decay: 0.1);
        p.sum().backward();
        optimizer.step();
        Assert.Equal(1, q.item<float>());
        Assert.NotEqual(1, p.item<float>());
        Assert.True(p.requires_grad && p.is_leaf);
    }

    [Fact]
    public void A_closure_runs_first_and_its_loss_comes_back()
    {
        var p = One();
        var optimizer = optim.SGD([p], 0.1);
        using var quiet = no_grad();
        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var l = (p * 3).sum();
            l.backward();
            return l;
        });
        Assert.Equal(3, loss!.item<float>());
        Assert.Equal(0.7, p.ToDouble(), 1e-6);
        Assert.Null(optimizer.step());
    }

    [Fact]
    public void Momentum_and_betas_reach_all_groups()
    {
        var sgd = optim.SGD([One()], 0.1, momentum: 0.9);
        sgd.Momentum = 0.5;
        Assert.Equal(0.5, ((SGD.ParamGroup)sgd.ParamGroups.Single()).Momentum);
        var adam = optim.Adam([One()]);
        Assert.Equal((0.9, 0.999), adam.Betas);
        adam.Betas = (0.5, 0.6);
        Assert.Equal((0.5, 0.6), ((Adam.ParamGroup)adam.ParamGroups.Single()).Betas);
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        Assert.Contains("-0.1", Assert.Throws<ArgumentException>(() => optim.SGD([One()], -0.1)).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(() => optim.SGD([One()], 0.1, nesterov: true)).Message);
        Assert.Contains("beta1", Assert.Throws<ArgumentException>(() => optim.Adam([One()], 0.1, beta1: 1.5)).Message);
        Assert.Contains("eps", Assert.Throws<ArgumentException>(() => optim.AdamW([One()], 0.1, eps: -1)).Message);
    }

    [Fact]
    public void Disposal_frees_the_state_and_not_the_parameters()
    {
        var p = One();
        var optimizer = optim.Adam([p], 0.1);
        p.sum().backward();
        optimizer.step();
        var state = (Adam.State)optimizer.state_dict().State.Single();
        optimizer.Dispose();
        Assert.True(state.exp_avg.IsInvalid && state.exp_avg_sq.IsInvalid);
        Assert.False(p.IsInvalid);
    }

    static readonly Dictionary<string, Func<Parameter, double, OptimizerHelper>> Makers = new()
    {
        ["SGD"] = (p, lr) => optim.SGD([p], lr, momentum: 0.9),
        ["Adam"] = (p, lr) => optim.Adam([p], lr, amsgrad: true),
        ["AdamW"] = (p, lr) => optim.AdamW([p], lr, weight_decay: 0.1),
        ["Adamax"] = (p, lr) => optim.Adamax([p], lr),
        ["NAdam"] = (p, lr) => optim.NAdam([p], lr),
        ["RAdam"] = (p, lr) => optim.RAdam([p], lr),
        ["Adagrad"] = (p, lr) => optim.Adagrad([p], lr),
        ["Adadelta"] = (p, lr) => optim.Adadelta([p], lr),
        ["ASGD"] = (p, lr) => optim.ASGD([p], lr, t0: 1),
        ["RMSProp"] = (p, lr) => optim.RMSProp([p], lr, momentum: 0.5, centered: true),
        ["Rprop"] = (p, lr) => optim.Rprop([p], lr),
    };

    public static TheoryData<string> Kinds => [.. Makers.Keys];

    static OptimizerHelper Make(string kind, Parameter p, double lr) => Makers[kind](p, lr);

    static void Step(optim.Optimizer optimizer, Parameter p)
    {
        optimizer.zero_grad();
        (p * p).sum().backward();
        optimizer.step();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_loaded_state_continues_where_the_other_was(string kind)
    {
        var (p, q) = (One(), One());
        var (first, second) = (Make(kind, p, 0.1), Make(kind, q, 0.7));
        for (var i = 0; i < 3; i++) Step(first, p);
        using (no_grad()) q.copy_(p);
        using (NewDisposeScope()) second.load_state_dict(first.state_dict());
        Assert.Equal(0.1, second.ParamGroups.Single().LearningRate);
        for (var i = 0; i < 3; i++)
        {
            Step(first, p);
            Step(second, q);
            Assert.Equal(p.item<float>(), q.item<float>());
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        var (adam, sgd) = (optim.Adam([One()]), optim.SGD([One()], 0.1));
        Assert.Contains("SGD do not fit Adam", Assert.Throws<ArgumentException>(() => adam.load_state_dict(sgd.state_dict())).Message);
        Assert.Contains("groups of 2 parameters, the optimiser of 1", Assert.Throws<ArgumentException>(() => sgd.load_state_dict(optim.SGD([One(), One()], 0.1).state_dict())).Message);
    }

    /// <summary>Steps of one size.</summary>
    sealed class SignDescent : OptimizerHelper
    {
        public SignDescent(IEnumerable<Parameter> parameters, double lr)
        {
            _defaults = new() { LearningRate = lr };
            add_param_group(new ParamGroup { Parameters = parameters });
        }

        public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(group =>
        {
            foreach (var parameter in group.Parameters) parameter.add_(parameter.grad!.sign(), -group.LearningRate);
        }, closure);
    }

    [Fact]
    public void An_optimiser_of_ones_own_can_be_scheduled_and_saved()
    {
        var p = One();
        using var optimizer = new SignDescent([p], 0.25);
        optim.lr_scheduler.ExponentialLR(optimizer, 0.5).step();
        (p * 30).sum().backward();
        optimizer.step();
        Assert.Equal(0.875, p.item<float>());
        using var other = new SignDescent([One()], 1);
        other.load_state_dict(optimizer.state_dict());
        Assert.Equal(0.125, other.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void Complex_parameters_are_trained_as_pairs_of_numbers()
    {
        var p = new Parameter(complex(tensor(new[] { 3f }), tensor(new[] { -4f })));
        using var optimizer = optim.Adam([p], 0.5);
        (view_as_real(p) * view_as_real(p)).sum().backward();
        optimizer.step();
        Helpers.TensorAssert.Equal([2.5, -3.5], view_as_real(p).detach(), [1, 2]);
    }

    [Fact]
    public void States_are_close_only_to_equal_ones_of_the_same_kind()
    {
        var (p, q) = (One(), One());
        using var first = optim.Adam([p], 0.1);
        using var second = optim.Adam([q], 0.1);
        Step(first, p);
        Assert.False(first.state_dict().State[0].ApproximatelyEquals(second.state_dict().State[0]));
        Step(second, q);
        Assert.True(first.state_dict().State[0].ApproximatelyEquals(second.state_dict().State[0]));
        Assert.False(first.state_dict().State[0].ApproximatelyEquals(optim.AdamW([q]).state_dict().State[0]));
    }

    [Fact]
    public void A_converted_module_trains_on()
    {
        var layer = nn.Linear(1, 1, hasBias: false);
        nn.init.ones_(layer.weight);
        var optimizer = optim.SGD(layer.parameters(), 0.5);
        layer.to(float64);
        layer.call(ones(1, 1, float64)).sum().backward();
        optimizer.step();
        Assert.Equal(0.5, layer.weight.item<double>());
    }
}
