namespace Marginalia.Datasets.RoomScenes;

/// <summary>One rendered picture: what every pixel shows. Rows are padded to a multiple of eight pixels. May be used again for the next picture.</summary>
internal sealed class RoomFrame
{
    public RoomFrame(RoomsDesign design)
    {
        Design = design;
        Stride = (design.Width + Lanes.Count - 1) / Lanes.Count * Lanes.Count;
        int pixels = design.Height * Stride;
        (Depth, NormalX, NormalY, NormalZ) = (new float[pixels], new float[pixels], new float[pixels], new float[pixels]);
        (Red, Green, Blue, Surface) = (new float[pixels], new float[pixels], new float[pixels], new int[pixels]);
    }

    public RoomsDesign Design { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Metres along the optical axis.</summary>
    public float[] Depth { get; }

    /// <summary>Unit normals in the camera's frame.</summary>
    public float[] NormalX { get; }

    /// <inheritdoc cref="NormalX"/>
    public float[] NormalY { get; }

    /// <inheritdoc cref="NormalX"/>
    public float[] NormalZ { get; }

    /// <summary>Colours, before noise and rounding; only where the picture was asked for.</summary>
    public float[] Red { get; }

    /// <inheritdoc cref="Red"/>
    public float[] Green { get; }

    /// <inheritdoc cref="Red"/>
    public float[] Blue { get; }

    /// <summary>Number of the surface, see <see cref="RoomView"/>.</summary>
    public int[] Surface { get; }

    /// <summary>What the surfaces are.</summary>
    public RoomSurface[] Surfaces { get; private set; } = [];

    /// <summary>What was rendered.</summary>
    public RoomScene Scene { get; private set; } = null!;

    /// <summary>The room as the camera sees it.</summary>
    public RoomView View { get; private set; } = null!;

    /// <summary>Names the streams of noise of this picture: (seed, split, index).</summary>
    public (long Seed, Split Split, long Index) Key { get; private set; }

    /// <summary>Renders an example into this frame.</summary>
    public void Render(long seed, Split split, long index, bool colours)
    {
        Key = (seed, split, index);
        Render(RoomScene.Draw(seed, split, index, Design), colours);
    }

    /// <summary>Renders a scene into this frame.</summary>
    public void Render(RoomScene scene, bool colours)
    {
        (Scene, Surfaces, View) = (scene, RoomSurface.Of(scene), new RoomView(scene, scene.Camera.Eye));
        RoomRenderer.Render(this, colours);
    }
}
