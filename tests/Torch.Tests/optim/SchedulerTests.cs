using Marginalia.Torch.Tests.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler.impl;

namespace Marginalia.Torch.Tests.Optimisers;

public class SchedulerTests
{
    static readonly PyTorchFixture PyTorch = new("optim.json");

    static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> Make = new()
    {
        ["StepLR"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["MultiStepLR"] = o => lr_scheduler.MultiStepLR(o, [2, 5]),
        ["MultiStepLR repeated"] = o => lr_scheduler.MultiStepLR(o, [2, 2, 6], 0.5),
        ["ExponentialLR"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["ConstantLR"] = o => lr_scheduler.ConstantLR(o, 0.5, 3),
        ["ConstantLR none"] = o => lr_scheduler.ConstantLR(o),
        ["LinearLR"] = o => lr_scheduler.LinearLR(o, 0.1, 0.8, 4),
        ["PolynomialLR"] = o => lr_scheduler.PolynomialLR(o, 8, 2.0),
        ["CosineAnnealingLR"] = o => lr_scheduler.CosineAnnealingLR(o, 5, 0.01),
        ["LambdaLR"] = o => lr_scheduler.LambdaLR(o, e => 1.0 / (e + 1)),
        ["LambdaLR two"] = o => new lr_scheduler.impl.LambdaLR(o, [e => Math.Pow(0.5, e), e => 1 + e]),
        ["MultiplicativeLR"] = o => lr_scheduler.MultiplicativeLR(o, e => 1 - e / 20.0),
        ["CyclicLR"] = o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 3),
        ["CyclicLR triangular2"] = o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 2, 3, CyclicLR.Mode.Triangular2),
        ["CyclicLR exp_range"] = o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 3, mode: CyclicLR.Mode.ExpRange, gamma: 0.9),
        ["CyclicLR own scale"] = o => lr_scheduler.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, scale_fn: c => 1 / c, base_momentum: [0.7, 0.6], max_momentum: [0.95, 0.8]),
        ["OneCycleLR"] = o => lr_scheduler.OneCycleLR(o, 0.1, 12),
        ["OneCycleLR linear"] = o => lr_scheduler.OneCycleLR(o, [0.1, 0.2], 12, anneal_strategy: OneCycleLR.AnnealStrategy.Linear, base_momentum: [0.8, 0.7], max_momentum: [0.9, 0.95]),
        ["OneCycleLR three phases"] = o => lr_scheduler.OneCycleLR(o, 0.1, epochs: 3, steps_per_epoch: 4, pct_start: 0.4, div_factor: 10, final_div_factor: 100, three_phase: true),
        ["ChainedLR"] = o => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.1, 2), lr_scheduler.ExponentialLR(o, 0.9)]),
        ["SequentialLR"] = o => lr_scheduler.SequentialLR(o, [lr_scheduler.ConstantLR(o, 0.1, 2), lr_scheduler.ExponentialLR(o, 0.9)], [3]),
        ["SequentialLR three"] = o => lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.5, 1.0, 3), lr_scheduler.StepLR(o, 2), lr_scheduler.CosineAnnealingLR(o, 4)], [3, 7]),
        ["ReduceLROnPlateau"] = o => lr_scheduler.ReduceLROnPlateau(o, patience: 1),
        ["ReduceLROnPlateau max"] = o => lr_scheduler.ReduceLROnPlateau(o, mode: "max", patience: 1, factor: 0.5),
        ["ReduceLROnPlateau abs"] = o => lr_scheduler.ReduceLROnPlateau(o, patience: 1, threshold: 0.5, threshold_mode: "abs", cooldown: 1, eps: 1e-3),
        ["ReduceLROnPlateau least"] = o => lr_scheduler.ReduceLROnPlateau(o, patience: 0, min_lr: [0.02, 0.5]),
    };

    static readonly double[] Measurements = [1.0, 0.9, 0.9, 0.9, 0.95, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6];

    public static TheoryData<string> Names => [.. Make.Keys];

    /// <summary>The rates and momenta of two groups, before the first epoch and after each (make_optim_fixtures.py).</summary>
    [Theory, MemberData(nameof(Names))]
    public void Goes_through_the_rates_that_PyTorch_does(string name)
    {
        var optimizer = SGD([new SGD.ParamGroup([new Parameter(ones(1))], new SGD.Options()), new SGD.ParamGroup([new Parameter(ones(1))], new SGD.Options { LearningRate = 1, momentum = 0.5 })], 0.1, momentum: 0.9);
        var schedule = Make[name](optimizer);
        var rows = new List<double>(State());
        foreach (var measurement in Measurements)
        {
            optimizer.step();
            schedule.step(measurement);
            rows.AddRange(State());
            Assert.Equal(optimizer.ParamGroups.Select(g => g.LearningRate), schedule.get_last_lr());
        }
        Helpers.TensorAssert.Equal(PyTorch.Recorded("schedules", name), tensor(rows.ToArray(), 12, 4), 1e-14);

        double[] State() => [.. optimizer.ParamGroups.Select(g => g.LearningRate), .. optimizer.ParamGroups.Select(g => ((IMomentum)g).Momentum)];
    }

    [Fact]
    public void Every_recorded_schedule_is_compared() => Assert.Equal(PyTorch.Names("schedules"), Make.Keys);

    [Fact]
    public void Can_go_to_an_epoch_at_once()
    {
        foreach (var (name, make) in Make.Where(m => m.Key.Split(' ')[0] is "StepLR" or "MultiStepLR" or "ExponentialLR" or "ConstantLR" or "LinearLR" or "PolynomialLR" or "CosineAnnealingLR" or "LambdaLR" or "CyclicLR"))
        {
            var (walked, jumped) = (TwoGroups(), TwoGroups());
            var (walk, jump) = (make(walked), make(jumped));
            for (var i = 0; i < 7; i++) walk.step();
            jump.step(7);
            Assert.All(walked.ParamGroups.Zip(jumped.ParamGroups), g => Assert.Equal(g.First.LearningRate, g.Second.LearningRate, 1e-12));
            walk.step();
            jump.step(null);
            Assert.All(walked.ParamGroups.Zip(jumped.ParamGroups), g => Assert.True(Math.Abs(g.First.LearningRate - g.Second.LearningRate) < 1e-12, name));
        }
    }

    [Fact]
    public void OneCycleLR_moves_the_first_beta_and_keeps_the_second()
    {
        var optimizer = Adam([new Parameter(ones(1))], 0.1, 0.5, 0.7);
        var schedule = lr_scheduler.OneCycleLR(optimizer, 0.1, 10, base_momentum: 0.8, max_momentum: 0.9);
        var group = (Adam.ParamGroup)optimizer.ParamGroups.Single();
        Assert.Equal((0.9, 0.7), group.Betas);
        for (var i = 0; i < 2; i++) schedule.step();
        Assert.Equal((0.8, 0.7), group.Betas);
        for (var i = 0; i < 8; i++) schedule.step();
        Assert.Contains("Tried to step 12 times. The specified number of total steps is 10", Assert.Throws<InvalidOperationException>(schedule.step).Message);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var optimizer = TwoGroups();
        Assert.Contains("mode middle is unknown", Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, mode: "middle")).Message);
        Assert.Contains("Use step(double, int?)", Assert.Throws<InvalidOperationException>(() => lr_scheduler.ReduceLROnPlateau(optimizer).step()).Message);
        Assert.Contains("2 groups, but max_lr 1 values", Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, [0.1], 5)).Message);
        Assert.Contains("must be positive", Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, 0.1)).Message);
        Assert.Contains("no momentum", Assert.Throws<ArgumentException>(() => lr_scheduler.CyclicLR(Adam([new Parameter(ones(1))]), 0.1, 0.2)).Message);
        Assert.Contains("2 schedules need 1 milestones, but there are 2", Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(optimizer, [lr_scheduler.StepLR(optimizer, 1), lr_scheduler.StepLR(optimizer, 1)], [1, 2])).Message);
        Assert.Contains("the same optimiser", Assert.Throws<ArgumentException>(() => lr_scheduler.ChainedLR([lr_scheduler.StepLR(optimizer, 1), lr_scheduler.StepLR(TwoGroups(), 1)])).Message);
    }

    [Fact]
    public void LBFGS_can_be_scheduled()
    {
        var optimizer = LBFGS([new Parameter(ones(1))], 0.5);
        lr_scheduler.ExponentialLR(optimizer, 0.5).step();
        Assert.Equal(0.25, optimizer.LearningRate);
    }

    static SGD TwoGroups() => SGD([new SGD.ParamGroup([new Parameter(ones(1))], new SGD.Options()), new SGD.ParamGroup([new Parameter(ones(1))], new SGD.Options { LearningRate = 1 })], 0.1, momentum: 0.9);

    [Fact]
    public void Each_group_keeps_its_own_rate()
    {
        var optimizer = SGD([new SGD.ParamGroup([new Parameter(ones(1))], lr: 0.1), new SGD.ParamGroup([new Parameter(ones(1))], lr: 1)], 0.5);
        lr_scheduler.StepLR(optimizer, 1).step();
        Assert.Equal([0.01, 0.1], optimizer.ParamGroups.Select(g => Math.Round(g.LearningRate, 12)));
    }

    [Fact]
    public void A_rate_set_by_hand_is_the_one_that_shrinks()
    {
        var optimizer = SGD([new Parameter(ones(1))], 0.1);
        optimizer.ParamGroups.Single().LearningRate = 0.5;
        lr_scheduler.ExponentialLR(optimizer, 0.5).step();
        Assert.Equal((0.25, 0.1), (optimizer.ParamGroups.Single().LearningRate, optimizer.ParamGroups.Single().InitialLearningRate));
    }
}
