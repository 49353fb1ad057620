namespace TorchSharp.Modules;

public partial class Adagrad
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(maximize: false, o.weight_decay!.Value).Gradients;
            var root = round.Of(s => s.sum).addcmul_(gradients, gradients, 1).sqrt().add_(o.eps!.Value);
            round.Parameters.addcdiv_(gradients, root, -(group.LearningRate / (1 + (round.Key - 1) * o.lr_decay!.Value)));
        }
    }
}
