namespace TorchSharp.Modules;

public partial class RMSProp
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var alpha = o.alpha!.Value;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(o.maximize!.Value, o.weight_decay!.Value).Gradients;
            var size = round.Of(s => s.square_avg).mul_(alpha).addcmul_(gradients, gradients, 1 - alpha);
            if (o.centered!.Value)
            {
                var mean = round.Of(s => s.grad_avg ??= s.Empty().zero_()).mul_(alpha).add_(gradients, 1 - alpha);
                size = size.addcmul(mean, mean, -1);
            }
            var root = size.sqrt().add_(o.eps!.Value);
            if (o.momentum > 0)
            {
                var buffer = round.Of(s => s.momentum_buffer ??= s.Empty().zero_()).mul_(o.momentum.Value).addcdiv_(gradients, root);
                round.Parameters.add_(buffer, -group.LearningRate);
            }
            else round.Parameters.addcdiv_(gradients, root, -group.LearningRate);
        }
    }
}
