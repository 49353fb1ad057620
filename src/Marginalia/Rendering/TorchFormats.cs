using Marginalia.Architectures;
using Marginalia.Datasets;
using static TorchSharp.torch;

[assembly: Marginalia.TypeFormatterSource(typeof(Marginalia.Rendering.TorchFormats), PreferredMimeTypes = ["text/html", "text/plain"])]

namespace Marginalia.Rendering;

/// <summary>How notebook engines render torch's tensors, modules and optimizers, whichever library they come from, layer tables and data sets.</summary>
internal sealed class TorchFormats
{
    readonly object[] formatters =
    [
        .. Of<Tensor>(TensorCard.Of),
        .. Of<nn.Module>(ModuleCard.Of),
        .. Of<optim.Optimizer>(OptimizerCard.Of),
        .. Of<LayerTable>(LayerCard.Of),
        .. Of<Dataset>(BatchCard.Of),
        .. Of<Batch>(BatchCard.Of),
    ];

    /// <summary>The formatters, found by reflection.</summary>
    public IEnumerable<object> CreateTypeFormatters() => formatters;

    static IEnumerable<object> Of<T>(Func<T, Card> describe) =>
    [
        new MimeFormatter<T>("text/html", value => CardHtml.Of(describe(value))),
        new MimeFormatter<T>("text/plain", value => CardText.Of(describe(value))),
    ];
}
