using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A plain network of small convolutions (Simonyan, Zisserman 2015, arXiv:1409.1556), with PyTorch's names of parts.</summary>
public class VGG : nn.Module<Tensor, Tensor>
{
    readonly Sequential features, classifier;
    readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(7);

    /// <param name="name">VGG11, VGG13, VGG16 or VGG19.</param>
    /// <param name="numClasses">How many numbers come out.</param>
    /// <param name="batch_norm">With batch norms after convolutions.</param>
    /// <param name="dropout">The share that is dropped between the last layers.</param>
    /// <param name="weights_file">A file that <c>Module.save</c> wrote, to load weights from; none if null.</param>
    /// <param name="skipfc">Leaves the last layer as it is when weights are loaded.</param>
    /// <param name="device">Where the parameters lie.</param>
    public VGG(string name, int numClasses, bool batch_norm, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) : base(name)
    {
        int[] depths = name.ToUpperInvariant() switch
        {
            "VGG11" => [1, 1, 2, 2, 2],
            "VGG13" => [2, 2, 2, 2, 2],
            "VGG16" => [2, 2, 3, 3, 3],
            "VGG19" => [2, 2, 4, 4, 4],
            _ => throw new ArgumentException($"There are VGG11, VGG13, VGG16 and VGG19, but no {name}."),
        };
        features = nn.Sequential();
        var channels = 3;
        foreach (var (depth, width) in depths.Zip([64, 128, 256, 512, 512]))
        {
            for (var i = 0; i < depth; i++, channels = width)
            {
                features.append(nn.Conv2d(channels, width, 3, padding: 1, device: device));
                if (batch_norm) features.append(nn.BatchNorm2d(width, device: device));
                features.append(nn.ReLU(inplace: true));
            }
            features.append(nn.MaxPool2d(2, stride: 2));
        }
        classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096, device: device), nn.ReLU(inplace: true), nn.Dropout(dropout),
            nn.Linear(4096, 4096, device: device), nn.ReLU(inplace: true), nn.Dropout(dropout),
            nn.Linear(4096, numClasses, device: device));
        RegisterComponents();
        Initialize();
        if (!string.IsNullOrEmpty(weights_file)) load(weights_file, skip: skipfc ? ["classifier.6.weight", "classifier.6.bias"] : null);
    }

    void Initialize()
    {
        foreach (var module in modules())
            if (module is Conv2d convolution)
            {
                nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
                nn.init.zeros_(convolution.bias!);
            }
            else if (module is Linear linear)
            {
                nn.init.normal_(linear.weight, 0, 0.01);
                nn.init.zeros_(linear.bias!);
            }
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(avgpool.call(features.call(input)).flatten(1)).MoveToOuterDisposeScope();
    }
}
