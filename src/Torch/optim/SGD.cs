namespace TorchSharp.Modules;

public partial class SGD
{
    static partial void Check(Options options)
    {
        if (options.nesterov == true && (options.momentum <= 0 || options.dampening != 0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
    }

    void Update(ParamGroup<Options> group)
    {
        var o = group.Options;
        var momentum = o.momentum!.Value;
        foreach (var round in Rounds<State>(group, s => s.momentum_buffer is null ? 0 : 1))
        {
            var direction = round.Prepare(o.maximize!.Value, o.weight_decay!.Value).Gradients;
            if (momentum != 0)
            {
                var first = round.Key == 0;
                if (first)
                    foreach (var state in round.States) state.momentum_buffer = state.Empty();
                var buffer = round.Of(s => s.momentum_buffer!);
                if (first) buffer.copy_(direction);
                else buffer.mul_(momentum).add_(direction, 1 - o.dampening!.Value);
                direction = o.nesterov!.Value ? direction.add(buffer, momentum) : buffer;
            }
            round.Parameters.add_(direction, -group.LearningRate);
        }
    }
}
