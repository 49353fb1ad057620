namespace TorchSharp.Modules;

public partial class ASGD
{
    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var (lambd, rate) = (o.lambd!.Value, group.LearningRate);
        foreach (var round in Rounds<State>(group, s => ++s.step))
        {
            var gradients = round.Prepare(o.maximize!.Value, o.weight_decay!.Value).Gradients;
            var (state, averages) = (round.States.First(), round.Of(s => s.ax));
            var eta = (double)(float)state.eta; // PyTorch keeps it in single precision
            round.Parameters.mul_(1 - lambd * eta).add_(gradients, -eta);
            if (state.mu == 1) averages.copy_(round.Parameters);
            else averages.add_(round.Parameters.add(averages, -1).mul_(state.mu));
            foreach (var each in round.States)
                (each.eta, each.mu) = (rate / Math.Pow(1 + lambd * rate * round.Key, o.alpha!.Value), 1 / Math.Max(1, round.Key - o.t0!.Value));
        }
    }
}
