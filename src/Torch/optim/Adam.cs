namespace TorchSharp.Modules;

public partial class Adam
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            round.Prepare(o.maximize!.Value, o.weight_decay!.Value);
            var (mean, square) = (round.Of(s => s.exp_avg), round.Of(s => s.exp_avg_sq));
            Step(round.Key, round.Parameters, round.Gradients, mean, square, o.amsgrad!.Value ? round.Of(s => s.max_exp_avg_sq!) : null, group.LearningRate, o.beta1!.Value, o.beta2!.Value, o.eps!.Value);
        }
    }

    /// <summary>The step that Adam and AdamW share: p -= rate m / (sqrt(v) + eps), with m and v corrected for having begun from zero.</summary>
    internal static void Step(long step, Tensors parameters, Tensors gradients, Tensors mean, Tensors square, Tensors? largest, double rate, double beta1, double beta2, double eps)
    {
        mean.mul_(beta1).add_(gradients, 1 - beta1);
        square.mul_(beta2).addcmul_(gradients, gradients, 1 - beta2);
        var second = largest?.maximum_(square) ?? square;
        var denominator = second.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(eps);
        parameters.addcdiv_(mean, denominator, -(rate / (1 - Math.Pow(beta1, step))));
    }
}
