namespace Marginalia.Architectures;

/// <summary>The law of a layer's initial weights.</summary>
internal enum WeightLaw
{
    /// <summary>Uniform on +-1/sqrt(fan in), biases too: PyTorch's layers.</summary>
    Uniform,

    /// <summary>Normal of variance 2 / fan out, biases 0 (He et al. 2015, arXiv 1502.01852): torchvision's ResNet and VGG.</summary>
    HeNormal,
}
