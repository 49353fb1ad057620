using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

/// <summary>The network of a <see cref="MultiHeadMlp"/>, with faults to choose from, which counts what it costs.</summary>
internal sealed class TwinNetwork : MultiTaskModule
{
    private readonly ModuleList<Linear> trunk, heads;
    private readonly string kind;

    /// <param name="original">Where sizes and parameters come from.</param>
    /// <param name="kind">
    /// "as it is"; "no branch": does not call Branch; "early": calls it before the last shared layer; "root": a square root at 0 in the trunk,
    /// of which the value is 0 and the slope NaN.
    /// </param>
    public TwinNetwork(MultiHeadMlp original, string kind)
        : base(nameof(TwinNetwork))
    {
        this.kind = kind;
        Linear Like(Parameter weight) => nn.Linear(weight.shape[1], weight.shape[0], dtype: weight.dtype);
        trunk = new([.. original.SharedParameters.Where(parameter => parameter.dim() == 2).Select(Like)]);
        heads = new([.. Enumerable.Range(0, original.TaskCount).Select(task => Like(original.TaskParameters(task)[0]))]);
        RegisterComponents();
        load_state_dict(original.state_dict());
    }

    /// <summary>Backward passes that went through the first trunk layer.</summary>
    public int TrunkPasses { get; set; }

    /// <summary>Numbers in the tensors of the step's dispose scope at a backward pass through the trunk, at most.</summary>
    public long PeakNumbers { get; set; }

    public override int TaskCount => heads.Count;

    public override IReadOnlyList<Parameter> SharedParameters => [.. trunk.parameters()];

    public override IReadOnlyList<Parameter> LastSharedLayer => [.. trunk[^1].parameters()];

    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    public override Tensor[] forward(Tensor input)
    {
        var hidden = nn.functional.relu(trunk[0].call(input));
        if (hidden.requires_grad)
            hidden.register_hook(gradient =>
            {
                TrunkPasses++;
                return gradient;
            });
        if (kind == "root")
            hidden = hidden + (hidden - hidden).pow(2).sqrt();
        for (int layer = 1; layer < trunk.Count - 1; layer++)
            hidden = nn.functional.relu(trunk[layer].call(hidden));
        Tensor Last(Tensor z) => nn.functional.relu(trunk[^1].call(z));
        Tensor[] read = kind switch
        {
            "no branch" => [.. Enumerable.Repeat(Watched(Last(hidden)), TaskCount)],
            "early" => [.. Branch(hidden).Select(Last)],
            _ => Branch(Watched(Last(hidden))),
        };
        return [.. read.Zip(heads, (z, head) => head.call(z))];
    }

    private Tensor Watched(Tensor trunkOutput)
    {
        if (trunkOutput.requires_grad)
            trunkOutput.register_hook(gradient =>
            {
                PeakNumbers = Math.Max(PeakNumbers, CurrentDisposeScope?.DisposablesView.OfType<Tensor>().Sum(tensor => tensor.numel()) ?? 0);
                return gradient;
            });
        return trunkOutput;
    }
}
