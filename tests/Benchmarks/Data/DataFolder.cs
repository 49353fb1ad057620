using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Benchmarks.Data;

/// <summary>The files that both sides read: rendered rooms, as JPEG files in folders of classes, and as NumPy arrays in the layout of MTAN's NYUv2.</summary>
static class DataFolder
{
    const int Classes = 4, Chunk = 8;
    static readonly torchvision.io.SkiaImager Jpeg = new(quality: 90);

    /// <summary>Writes <paramref name="count"/> pictures of 256 x 256 to train/CLASS.</summary>
    internal static void WriteJpegs(string root, int count) => Render(count, 256, 256, (rooms, i, number) =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "train", $"class{number % Classes}")).FullName;
        torchvision.io.write_jpeg((rooms["image"][i] * 255).round().to(ScalarType.Byte), Path.Combine(folder, $"{number:D4}.jpg"), Jpeg);
    });

    /// <summary>Writes <paramref name="count"/> examples of 288 x 384 to train/image, label, depth, normal, in float32.</summary>
    internal static void WriteArrays(string root, int count)
    {
        foreach (var name in (string[])["image", "label", "depth", "normal"]) Directory.CreateDirectory(Path.Combine(root, "train", name));
        Render(count, 288, 384, (rooms, i, number) =>
        {
            void Write(string name, Tensor values) => NpyFile.Write(Path.Combine(root, "train", name, $"{number}.npy"), values.contiguous());
            Write("image", rooms["image"][i].permute(1, 2, 0));
            Write("label", rooms["segmentation"][i].clamp_max(DataWorker.Classes - 1).to(ScalarType.Float32));
            Write("depth", rooms["depth"][i].permute(1, 2, 0));
            Write("normal", rooms["normal"][i].permute(1, 2, 0));
        });
    }

    static void Render(int count, int height, int width, Action<Rooms, int, int> write)
    {
        for (var start = 0; start < count; start += Chunk)
        {
            using var scope = NewDisposeScope();
            using var rooms = new Rooms(Split.Train, Math.Min(Chunk, count - start), seed: start, new RoomsDesign(Height: height, Width: width));
            for (var i = 0; i < rooms.Count; i++) write(rooms, i, start + i);
        }
    }
}
