using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A convolution of 3 x 3 that tasks share, and of each task an adapter of 1 x 1, which is 0 at first, batch normalization; then ReLU.</summary>
internal sealed class AdaptedBlock : nn.Module
{
    private readonly SeededConv2d convolution;
    private readonly ModuleList<SeededConv2d> adapters;
    private readonly ModuleList<BatchNorm2d> normalizations;
    private readonly AdapterPlace place;

    public AdaptedBlock(int inputs, int outputs, int tasks, AdapterPlace place, Generator generator, ScalarType dtype, int stride)
        : base(nameof(AdaptedBlock))
    {
        this.place = place;
        convolution = SeededLayers.Convolution(inputs, outputs, 3, generator, dtype, stride, padding: 1, hasBias: false);
        adapters = new([.. Enumerable.Range(0, tasks).Select(_ => place == AdapterPlace.Series ? Nothing(outputs, 1) : Nothing(inputs, stride))]);
        normalizations = new([.. Enumerable.Range(0, tasks).Select(_ => nn.BatchNorm2d(outputs, dtype: dtype))]);
        RegisterComponents();

        SeededConv2d Nothing(int from, int step)
        {
            using var weight = zeros(outputs, from, 1, 1, dtype: dtype);
            return new(new Parameter(weight), null, step, 0);
        }
    }

    public IEnumerable<Parameter> SharedParameters => convolution.parameters();

    public IEnumerable<Parameter> TaskParameters(int task) => adapters[task].parameters().Concat(normalizations[task].parameters());

    public Tensor Run(Tensor input, int task)
    {
        var map = convolution.call(input);
        map += adapters[task].call(place == AdapterPlace.Series ? map : input);
        return nn.functional.relu(normalizations[task].call(map), inplace: true);
    }

    /// <summary>Takes the filters of a block without adapters, and gives its normalization to every task.</summary>
    public void Load(ConvolutionBlock block)
    {
        Dictionary<string, Tensor> Part(string name) => block.state_dict()
            .Where(pair => pair.Key.StartsWith(name, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[name.Length..], pair => pair.Value);
        convolution.load_state_dict(Part("convolution."));
        foreach (var normalization in normalizations)
            normalization.load_state_dict(Part("normalization."));
    }
}
