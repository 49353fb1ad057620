using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Puts a network into evaluation mode and, when disposed, each of its parts back into the mode that it was in, frozen ones too.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly (nn.Module Part, bool Training)[] modes;

    public EvaluationMode(nn.Module network)
    {
        modes = [.. PartsOf(network).Select(part => (part, part.training))];
        network.eval();
    }

    public void Dispose()
    {
        foreach (var (part, training) in modes) // a mode reaches all parts below, which come later
            if (part.training != training)
                part.train(training);
    }

    private static IEnumerable<nn.Module> PartsOf(nn.Module module) => module.children().SelectMany(PartsOf).Prepend(module);
}
