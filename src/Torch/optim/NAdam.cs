namespace TorchSharp.Modules;

public partial class NAdam
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var (beta1, beta2, rate) = (o.beta1!.Value, o.beta2!.Value, group.LearningRate);
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var step = round.Key;
            var gradients = round.Prepare(maximize: false, o.weight_decay!.Value).Gradients;
            var (momentum, next) = (Momentum(step), Momentum(step + 1));
            var product = 0.0;
            foreach (var state in round.States) product = state.mu_product *= momentum;
            var mean = round.Of(s => s.exp_avg).mul_(beta1).add_(gradients, 1 - beta1);
            var square = round.Of(s => s.exp_avg_sq).mul_(beta2).addcmul_(gradients, gradients, 1 - beta2);
            var denominator = square.div(1 - Math.Pow(beta2, step)).sqrt().add_(o.eps!.Value);
            round.Parameters.addcdiv_(gradients, denominator, -rate * (1 - momentum) / (1 - product));
            round.Parameters.addcdiv_(mean, denominator, -rate * next / (1 - product * next));
        }

        double Momentum(long step) => beta1 * (1 - 0.5 * Math.Pow(0.96, step * o.momentum_decay!.Value));
    }
}
