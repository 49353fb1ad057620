using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The network of Krizhevsky et al. 2012, in the form of arXiv:1404.5997, with PyTorch's names of parts.</summary>
public class AlexNet : nn.Module<Tensor, Tensor>
{
    readonly Sequential features, classifier;
    readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(6);

    /// <param name="numClasses">How many numbers come out.</param>
    /// <param name="dropout">The share that is dropped between the last layers.</param>
    /// <param name="weights_file">A file that <c>Module.save</c> wrote, to load weights from; none if null.</param>
    /// <param name="skipfc">Leaves the last layer as it is when weights are loaded.</param>
    /// <param name="device">Where the parameters lie.</param>
    public AlexNet(int numClasses, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) : base(nameof(AlexNet))
    {
        features = nn.Sequential(
            nn.Conv2d(3, 64, 11, stride: 4, padding: 2, device: device), nn.ReLU(inplace: true), nn.MaxPool2d(3, stride: 2),
            nn.Conv2d(64, 192, 5, padding: 2, device: device), nn.ReLU(inplace: true), nn.MaxPool2d(3, stride: 2),
            nn.Conv2d(192, 384, 3, padding: 1, device: device), nn.ReLU(inplace: true),
            nn.Conv2d(384, 256, 3, padding: 1, device: device), nn.ReLU(inplace: true),
            nn.Conv2d(256, 256, 3, padding: 1, device: device), nn.ReLU(inplace: true), nn.MaxPool2d(3, stride: 2));
        classifier = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(256 * 6 * 6, 4096, device: device), nn.ReLU(inplace: true),
            nn.Dropout(dropout), nn.Linear(4096, 4096, device: device), nn.ReLU(inplace: true),
            nn.Linear(4096, numClasses, device: device));
        RegisterComponents();
        if (!string.IsNullOrEmpty(weights_file)) load(weights_file, skip: skipfc ? ["classifier.6.weight", "classifier.6.bias"] : null);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(avgpool.call(features.call(input)).flatten(1)).MoveToOuterDisposeScope();
    }
}
