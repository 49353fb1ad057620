namespace TorchSharp.Modules;

public partial class Adadelta
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var (rho, eps) = (o.rho!.Value, o.eps!.Value);
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(o.maximize!.Value, o.weight_decay!.Value).Gradients;
            var root = round.Of(s => s.square_avg).mul_(rho).addcmul_(gradients, gradients, 1 - rho).add(eps).sqrt();
            var changes = round.Of(s => s.acc_delta);
            var change = changes.add(eps).sqrt().div_(root).mul_(gradients);
            changes.mul_(rho).addcmul_(change, change, 1 - rho);
            round.Parameters.add_(change, -group.LearningRate);
        }
    }
}
