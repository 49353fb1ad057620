using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Images: transforms, operations on boxes, files, models and data sets. Images are tensors [..., channels, height, width].</summary>
public static partial class torchvision
{
    /// <summary>Something that makes an image of an image (or of a batch of images).</summary>
    public interface ITransform : nn.IModule<Tensor, Tensor>;

    /// <summary>A transform that is one function.</summary>
    sealed class Transform(Func<Tensor, Tensor> function) : ITransform
    {
        public Tensor call(Tensor input1) => function(input1);
    }

    /// <summary>A transform that happens with a given chance; else the image comes back as it is.</summary>
    static Transform Sometimes(double p, Func<Tensor, Tensor> function)
    {
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        return new(image => Draw.Chance(p) ? function(image) : image);
    }
}
