namespace TorchSharp.Modules;

public partial class AdamW
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            round.Prepare(o.maximize!.Value, decay: 0);
            round.Parameters.mul_(1 - group.LearningRate * o.weight_decay!.Value);
            var (mean, square) = (round.Of(s => s.exp_avg), round.Of(s => s.exp_avg_sq));
            Adam.Step(round.Key, round.Parameters, round.Gradients, mean, square, o.amsgrad!.Value ? round.Of(s => s.max_exp_avg_sq!) : null, group.LearningRate, o.beta1!.Value, o.beta2!.Value, o.eps!.Value);
        }
    }
}
