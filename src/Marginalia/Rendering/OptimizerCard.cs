using System.Globalization;
using Marginalia.Charts.Drawing;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>An optimizer: the learning rates of its groups of parameters.</summary>
internal static class OptimizerCard
{
    public static Card Of(optim.Optimizer optimizer)
    {
        var groups = optimizer.ParamGroups.ToList();
        var parameters = optimizer.parameters().ToList();
        return new(ModuleCard.TypeName(optimizer), $"{Numbers.Fixed(parameters.Where(parameter => !parameter.IsInvalid).Sum(parameter => parameter.numel()), 0)} parameters in {parameters.Count} tensors")
        {
            Table = new(["group", "learning rate", "at first"],
                [.. groups.Select((group, index) => (string[])[index.ToString(CultureInfo.InvariantCulture), Numbers.Short(group.LearningRate), Numbers.Short(group.InitialLearningRate)])], 1),
        };
    }
}
