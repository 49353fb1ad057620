using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>A copy of a network's parameters and buffers, to go back to.</summary>
internal sealed class NetworkCopy : IDisposable
{
    private readonly Dictionary<string, Tensor> state;

    public NetworkCopy(nn.Module network)
    {
        using var off = no_grad();
        state = network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone().DetachFromDisposeScope());
    }

    public void Restore(nn.Module network) => network.load_state_dict(state);

    public void Dispose()
    {
        foreach (var tensor in state.Values)
            tensor.Dispose();
    }
}
