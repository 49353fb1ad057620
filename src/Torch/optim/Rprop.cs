using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Rprop
{
    static partial void Check(Options options)
    {
        if (!(options.etaminus is > 0 and < 1 && options.etaplus > 1)) throw new ArgumentException($"Invalid eta values: {options.etaminus}, {options.etaplus}; the first must lie between 0 and 1, the second above 1");
    }

    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(o.maximize!.Value, decay: 0).Gradients;
            var (before, steps) = (round.Of(s => s.prev), round.Of(s => s.step_size));
            for (var i = 0; i < gradients.Count; i++) Update(round.Parameters[i], gradients[i], before[i], steps[i], o);
        }
    }

    static void Update(Tensor parameter, Tensor gradient, Tensor before, Tensor steps, Options o)
    {
        using var scope = NewDisposeScope();
        var agreement = gradient * before;
        var turned = agreement.lt(0);
        var factor = ones_like(agreement).masked_fill_(agreement.gt(0), o.etaplus!.Value).masked_fill_(turned, o.etaminus!.Value);
        steps.mul_(factor).clamp_(o.min_step!.Value, o.max_step!.Value);
        before.copy_(gradient.masked_fill(turned, 0));
        parameter.addcmul_(before.sign(), steps, -1);
    }
}
