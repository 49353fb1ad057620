using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A network learns the value of moves (Mnih et al. 2015) until it walks the shortest way through a room with a wall.</summary>
public class DeepQNetwork
{
    const int Size = 4, Actions = 4;

    [Fact]
    public void Finds_the_shortest_way()
    {
        manual_seed(1);
        var random = new Random(1);
        using var policy = Network();
        using var target = Network();
        target.load_state_dict(policy.state_dict());
        var optimizer = optim.AdamW(policy.parameters(), lr: 3e-3, amsgrad: true);
        var memory = new List<(Tensor State, long Action, Tensor Next, float Reward, bool Done)>();

        for (var episode = 0; episode < 120; episode++)
        {
            var epsilon = Math.Max(0.1, 1 - episode / 60.0);
            var (row, column) = (0, 0);
            for (var step = 0; step < 30; step++)
            {
                var state = Encode(row, column);
                var action = random.NextDouble() < epsilon ? random.Next(Actions) : Best(policy, row, column);
                var (nextRow, nextColumn) = Move(row, column, action);
                var done = (nextRow, nextColumn) == (Size - 1, Size - 1);
                memory.Add((state, action, Encode(nextRow, nextColumn), done ? 1 : -0.02f, done));
                (row, column) = (nextRow, nextColumn);
                if (memory.Count >= 64) Learn(policy, target, optimizer, Enumerable.Range(0, 64).Select(_ => memory[random.Next(memory.Count)]).ToList());
                if (done) break;
            }
            // the target network follows slowly
            var (ours, theirs) = (policy.state_dict(), target.state_dict());
            using (no_grad())
                foreach (var key in ours.Keys) theirs[key].mul_(0.7).add_(ours[key] * 0.3);
        }

        var (r, c, steps) = (0, 0, 0);
        while ((r, c) != (Size - 1, Size - 1) && steps < 20)
        {
            (r, c) = Move(r, c, Best(policy, r, c));
            steps++;
        }
        Assert.Equal(2 * (Size - 1), steps);
        Assert.InRange(policy.call(Encode(Size - 2, Size - 1).unsqueeze(0)).max().ToDouble(), 0.85, 1.15);
    }

    static void Learn(Sequential policy, Sequential target, optim.Optimizer optimizer, List<(Tensor State, long Action, Tensor Next, float Reward, bool Done)> batch)
    {
        using var d = NewDisposeScope();
        var states = stack(batch.Select(b => b.State));
        var actions = tensor(batch.Select(b => b.Action).ToArray()).unsqueeze(1);
        var rewards = tensor(batch.Select(b => b.Reward).ToArray());
        var going = tensor(batch.Select(b => b.Done ? 0f : 1f).ToArray());
        var values = policy.call(states).gather(1, actions).squeeze(1);
        Tensor expected;
        using (no_grad())
        {
            var (best, _) = target.call(stack(batch.Select(b => b.Next))).max(1);
            expected = rewards + 0.95 * best * going;
        }
        var loss = smooth_l1_loss(values, expected);
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_value_(policy.parameters(), 100);
        optimizer.step();
    }

    static int Best(Sequential policy, int row, int column)
    {
        using (no_grad())
        using (NewDisposeScope())
            return (int)policy.call(Encode(row, column).unsqueeze(0)).argmax(1).item<long>();
    }

    static Sequential Network() => Sequential(Linear(Size * Size, 48), ReLU(), Linear(48, Actions));

    static Tensor Encode(int row, int column)
    {
        var state = zeros(Size * Size);
        state[row * Size + column] = tensor(1f);
        return state;
    }

    /// <summary>Up, down, left, right; a wall stands at (1, 1) and (1, 2).</summary>
    static (int, int) Move(int row, int column, int action)
    {
        var (r, c) = action switch { 0 => (row - 1, column), 1 => (row + 1, column), 2 => (row, column - 1), _ => (row, column + 1) };
        return r < 0 || c < 0 || r >= Size || c >= Size || (r, c) is (1, 1) or (1, 2) ? (row, column) : (r, c);
    }
}
