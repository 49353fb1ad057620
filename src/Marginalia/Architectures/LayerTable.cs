using Marginalia.Rendering;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>The layers of a module with their shapes, parameters and multiply-accumulates, found by one pass of zeros.</summary>
/// <remarks>
/// Counted are convolutions, also grouped and transposed ones, and affine layers, without their biases; and what modules of this library that multiply
/// in other ways tell of themselves (attention, for example). Normalization, activation, pooling and resizing count nothing, as is usual.
/// </remarks>
public sealed class LayerTable
{
    private LayerTable(nn.Module module, IReadOnlyList<long> input, IReadOnlyList<LayerRow> rows)
    {
        (Name, Input, Rows) = (ModuleCard.TypeName(module), input, rows);
        if (module is MultiTaskModule network)
        {
            SharedParameters = network.SharedParameters.Sum(parameter => parameter.numel());
            TaskParameters = [.. Enumerable.Range(0, network.TaskCount).Select(task => network.TaskParameters(task).Sum(parameter => parameter.numel()))];
        }
    }

    /// <summary>Class of the module.</summary>
    public string Name { get; }

    /// <summary>Shape of the input, without the batch.</summary>
    public IReadOnlyList<long> Input { get; }

    /// <summary>A row for each module that has parameters of its own, multiplies, or was called and has no parts.</summary>
    public IReadOnlyList<LayerRow> Rows { get; }

    /// <summary>Numbers in all parameters.</summary>
    public long Parameters => Rows.Sum(row => row.Parameters);

    /// <summary>Multiply-accumulates for one example.</summary>
    public long Macs => Rows.Sum(row => row.Macs);

    /// <summary>Numbers in the parameters that all tasks share; null where the module is not a <see cref="MultiTaskModule"/>.</summary>
    public long? SharedParameters { get; }

    /// <summary>Numbers in the parameters of each task; empty where the module is not a <see cref="MultiTaskModule"/>.</summary>
    public IReadOnlyList<long> TaskParameters { get; } = [];

    /// <summary>Runs the module once in evaluation mode, on zeros, and leaves it as it was.</summary>
    /// <param name="module">Takes one tensor and returns one or several; it is called by <c>call</c>.</param>
    /// <param name="shape">Of one example, without the batch: for example 3, 224, 224.</param>
    /// <exception cref="ArgumentException">The module takes something else than one tensor.</exception>
    public static LayerTable Of(nn.Module module, params IReadOnlyList<long> shape)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        (string Name, nn.Module Module)[] modules = [("", module), .. module.named_modules().Where(item => !ReferenceEquals(item.module, module))];
        using var watch = new LayerWatch(modules.Select(item => item.Module));
        using var mode = new EvaluationMode(module);
        var first = module.parameters().FirstOrDefault(parameter => parameter.is_floating_point());
        Call(module, zeros([1, .. shape], first?.dtype ?? ScalarType.Float32, first?.device));
        return new(module, shape, [.. Count(modules, watch)]);
    }

    /// <inheritdoc/>
    public override string ToString() => CardText.Of(LayerCard.Of(this));

    private static void Call(nn.Module module, Tensor input)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> single:
                single.call(input);
                break;
            case nn.Module<Tensor, Tensor[]> several:
                several.call(input);
                break;
            default:
                throw new ArgumentException($"LayerTable: {module.GetName()} does not map one tensor to one or several; call Of with the part that does.");
        }
    }

    private static IEnumerable<LayerRow> Count((string Name, nn.Module Module)[] modules, LayerWatch watch)
    {
        var seen = new HashSet<nint>();
        foreach (var (name, module) in modules)
        {
            var calls = watch.CallsOf(module);
            long parameters = module.named_parameters(recurse: false).Where(item => seen.Add(item.parameter.Handle)).Sum(item => item.parameter.numel());
            long macs = calls.Sum(call => MacsOf(module, call));
            if (parameters > 0 || macs > 0 || (calls.Count > 0 && !module.children().Any()))
                yield return new(name, ModuleCard.TypeName(module), calls.Count > 0 && calls[0].Outputs is [var output] ? output[1..] : [], parameters, macs, calls.Count);
        }
    }

    /// <summary>Every weight meets every place of the output once, or in a transposed convolution of the input.</summary>
    private static long MacsOf(nn.Module module, LayerCall call)
    {
        static long Numbers(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
        long PerPlace() => Numbers(module.get_parameter("weight")!.shape[1..]);
        return module switch
        {
            IMultiplies own => own.Macs(call.Inputs, call.Outputs),
            SeededConv2d or Conv1d or Conv2d or Conv3d or Linear => Numbers(call.Outputs[0]) * PerPlace(),
            ConvTranspose1d or ConvTranspose2d or ConvTranspose3d => Numbers(call.Inputs[0]) * PerPlace(),
            _ => 0,
        };
    }
}
