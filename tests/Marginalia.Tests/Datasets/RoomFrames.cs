using Marginalia.Datasets;
using Marginalia.Datasets.RoomScenes;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>Rendered pictures with what is behind them.</summary>
internal static class RoomFrames
{
    /// <summary>Example <paramref name="index"/> of the training part with the usual seed.</summary>
    public static RoomFrame Render(RoomsDesign design, int index)
    {
        var frame = new RoomFrame(design);
        frame.Render(7, Split.Train, index, colours: false);
        return frame;
    }

    /// <summary>The solid that a surface, not of the room itself, belongs to.</summary>
    public static RoomSolid Solid(RoomFrame frame, RoomSurface surface) =>
        frame.Scene.Objects.SelectMany(thing => thing.Solids).ElementAt(surface.Solid - 1);

    /// <summary>Fields of a scene, by name.</summary>
    public static Dictionary<string, Tensor> Tensors(RoomScene scene, RoomsDesign design, params string[] names)
    {
        var frame = new RoomFrame(design);
        frame.Render(scene, colours: true);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var field in RoomField.Of(names))
        {
            tensors[field.Name] = empty(field.Shape(design), field.Type);
            field.Write(frame, tensors[field.Name].bytes);
        }

        return tensors;
    }
}
