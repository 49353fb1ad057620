using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Methods of images.</summary>
public static class VisionExtensionMethods
{
    /// <summary>A rectangle of an image, see <see cref="torchvision.transforms.functional.crop(Tensor, int, int, int, int)"/>.</summary>
    public static Tensor crop(this Tensor image, int top, int left, int height, int width) => torchvision.transforms.functional.crop(image, top, left, height, width);
}
