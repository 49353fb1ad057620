using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Marginalia.Torch.Tests.Optimisers;

public class SchedulerTests
{
    static readonly Dictionary<string, (Func<Optimizer, lr_scheduler.LRScheduler> Make, double[] Rates)> Cases = new()
    {
        ["StepLR"] = (o => lr_scheduler.StepLR(o, 3), [0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001]),
        ["StepLR by half"] = (o => lr_scheduler.StepLR(o, 2, 0.5), [0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125]),
        ["ExponentialLR"] = (o => lr_scheduler.ExponentialLR(o, 0.9), [0.1, 0.09, 0.081, 0.0729, 0.06561, 0.059049, 0.0531441]),
        ["LambdaLR"] = (o => lr_scheduler.LambdaLR(o, e => 1.0 / (e + 1)), [0.1, 0.05, 0.1 / 3, 0.025, 0.02, 0.1 / 6, 0.1 / 7]),
        ["CosineAnnealingLR"] = (o => lr_scheduler.CosineAnnealingLR(o, 5), [0.1, 0.0904508497, 0.0654508497, 0.0345491503, 0.00954915028, 0, 0.00954915028]),
        ["CosineAnnealingLR with a floor"] = (o => lr_scheduler.CosineAnnealingLR(o, 10, 0.01), [0.1, 0.0977975432, 0.0914057647, 0.0814503364, 0.0689057647, 0.055, 0.0410942353]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gives_the_rates_epoch_by_epoch(string name)
    {
        var (make, expected) = Cases[name];
        var optimizer = SGD([new Parameter(ones(1))], 0.1);
        var schedule = make(optimizer);
        foreach (var rate in expected)
        {
            Assert.Equal(rate, optimizer.ParamGroups.Single().LearningRate, 1e-9);
            Assert.Equal([optimizer.ParamGroups.Single().LearningRate], schedule.get_last_lr());
            schedule.step();
        }
    }

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
