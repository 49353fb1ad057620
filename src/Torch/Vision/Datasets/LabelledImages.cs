using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Images of one size with labels, held as bytes: "data" is the image from 0 to 1 (bytes per 255; TorchSharp 0.107 divides by 256), the others are numbers.</summary>
/// <param name="shape">Channels, height, width.</param>
/// <param name="pixels">All images, one after the other.</param>
/// <param name="labels">One number per image, by name.</param>
/// <param name="transform">Applied to the images, or null.</param>
sealed class LabelledImages(long[] shape, byte[] pixels, (string Name, byte[] Values)[] labels, Func<Tensor, Tensor>? transform) : utils.data.Dataset
{
    readonly int size = (int)(shape[0] * shape[1] * shape[2]);

    public override long Count => labels[0].Values.Length;

    public override Dictionary<string, Tensor> GetTensor(long index)
    {
        if (index < 0 || index >= Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} images.");
        using var bytes = tensor(pixels[(int)(index * size)..(int)((index + 1) * size)], shape);
        var image = torchvision.transforms.functional.convert_image_dtype(bytes);
        if (transform is not null)
        {
            var changed = transform(image);
            if (!ReferenceEquals(changed, image)) image.Dispose();
            image = changed;
        }
        var example = new Dictionary<string, Tensor> { ["data"] = image };
        foreach (var (name, values) in labels) example.Add(name, tensor((long)values[index]));
        return example;
    }
}
