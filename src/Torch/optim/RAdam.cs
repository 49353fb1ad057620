namespace TorchSharp.Modules;

public partial class RAdam
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var (beta1, beta2, rate) = (o.beta1!.Value, o.beta2!.Value, group.LearningRate);
        var longest = 2 / (1 - beta2) - 1;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var step = round.Key;
            var gradients = round.Prepare(maximize: false, o.weight_decay!.Value).Gradients;
            var mean = round.Of(s => s.exp_avg).mul_(beta1).add_(gradients, 1 - beta1);
            var square = round.Of(s => s.exp_avg_sq).mul_(beta2).addcmul_(gradients, gradients, 1 - beta2);
            var (correction1, correction2) = (1 - Math.Pow(beta1, step), 1 - Math.Pow(beta2, step));
            var change = mean.div(correction1).mul_(rate);
            // How many gradients the second moment stands for; with too few its variance is unbounded.
            var length = longest - 2 * step * Math.Pow(beta2, step) / correction2;
            if (length > 5)
            {
                var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                change.mul_(square.sqrt().add_(o.eps!.Value).reciprocal().mul_(Math.Sqrt(correction2))).mul_(rectification);
            }
            round.Parameters.add_(change, -1);
        }
    }
}
