using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>One of the tensors of <see cref="Rooms"/>: its shape without a dimension for the examples, and how it is filled from a rendered picture.</summary>
internal sealed record RoomField(string Name, ScalarType Type, Func<RoomsDesign, long[]> Shape, Action<RoomFrame, Span<byte>> Write)
{
    private static readonly RoomField[] All =
    [
        Floats("image", d => [3, d.Height, d.Width], RoomPictures.WriteImage),
        Floats("depth", d => [1, d.Height, d.Width], (frame, to) =>
        {
            RoomPictures.Copy(frame, frame.Depth, to);
            if (frame.Design.MissingDepth)
                DepthSensor.Erase(frame, to);
        }),
        Floats("normal", d => [3, d.Height, d.Width], (frame, to) =>
        {
            int pixels = frame.Design.Height * frame.Design.Width;
            RoomPictures.Copy(frame, frame.NormalX, to);
            RoomPictures.Copy(frame, frame.NormalY, to[pixels..]);
            RoomPictures.Copy(frame, frame.NormalZ, to[(2 * pixels)..]);
        }),
        Longs("segmentation", d => [d.Height, d.Width], (frame, to) => RoomPictures.Label(frame, surface => (long)surface.Class, to)),
        Longs("instance", d => [d.Height, d.Width], (frame, to) => RoomPictures.Label(frame, surface => surface.Instance, to)),
        Floats("centroid", d => [2, d.Height, d.Width], RoomObjects.WriteCentroids),
        Longs("part", d => [d.Height, d.Width], (frame, to) => RoomPictures.Label(frame, surface => (long)surface.Part, to)),
        Floats("edge", d => [1, d.Height, d.Width], (frame, to) => RoomEdges.Write(frame, to, creases: false)),
        Floats("crease", d => [1, d.Height, d.Width], (frame, to) => RoomEdges.Write(frame, to, creases: true)),
        Floats("saliency", d => [1, d.Height, d.Width], RoomObjects.WriteSaliency),
        Floats("boxes", d => [d.MaxObjects, 4], RoomObjects.WriteBoxes),
        Longs("box_labels", d => [d.MaxObjects], RoomObjects.WriteBoxLabels),
        Floats("keypoints", d => [d.MaxObjects, 8, 3], RoomKeypoints.Write),
        Floats("intrinsics", _ => [3, 3], RoomKeypoints.WriteIntrinsics),
        Floats("pose", _ => [4, 4], RoomKeypoints.WritePose),
        Floats("depth_exact", d => [1, d.Height, d.Width], (frame, to) => RoomPictures.Copy(frame, frame.Depth, to)),
    ];

    /// <summary>What is rendered when nothing else is asked for.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["image", "depth", "normal", "segmentation", "instance", "centroid"];

    /// <summary>The fields of these names; null stands for <see cref="Usual"/>.</summary>
    /// <exception cref="ArgumentException">There is no such field, none is given, or one is given twice.</exception>
    public static RoomField[] Of(IReadOnlyList<string>? names)
    {
        names ??= Usual;
        var unknown = names.Where(name => All.All(field => field.Name != name)).ToArray();
        if (names.Count == 0 || unknown.Length > 0 || names.Distinct().Count() < names.Count)
            throw new ArgumentException(
                $"Rooms: the fields {string.Join(", ", names.DefaultIfEmpty("(none)"))} are given; expected different ones of "
                + $"{string.Join(", ", All.Select(field => field.Name))}.");
        return [.. names.Select(name => All.First(field => field.Name == name))];
    }

    private static RoomField Floats(string name, Func<RoomsDesign, long[]> shape, Action<RoomFrame, Span<float>> write) =>
        new(name, ScalarType.Float32, shape, (frame, to) => write(frame, MemoryMarshal.Cast<byte, float>(to)));

    private static RoomField Longs(string name, Func<RoomsDesign, long[]> shape, Action<RoomFrame, Span<long>> write) =>
        new(name, ScalarType.Int64, shape, (frame, to) => write(frame, MemoryMarshal.Cast<byte, long>(to)));
}
