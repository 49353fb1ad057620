namespace TorchSharp.Modules;

public partial class Adamax
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var beta1 = o.beta1!.Value;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(maximize: false, o.weight_decay!.Value).Gradients;
            var mean = round.Of(s => s.exp_avg).mul_(beta1).add_(gradients, 1 - beta1);
            var largest = round.Of(s => s.exp_inf).mul_(o.beta2!.Value).maximum_(gradients.abs().add_(o.eps!.Value));
            round.Parameters.addcdiv_(mean, largest, -(group.LearningRate / (1 - Math.Pow(beta1, round.Key))));
        }
    }
}
