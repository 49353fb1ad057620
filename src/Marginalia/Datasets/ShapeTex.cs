using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// One textured object before a textured background, with every nuisance in the designer's hand: the set to classify in seconds. Names:
/// <c>image</c> [N, 3, size, size] float32 in 0 .. 1, multiples of 1/255; <c>label</c> [N] int64, the class; <c>mask</c> [N, 1, size, size]
/// float32, the part of each pixel that the object covers, in quarters, whether hidden or not; <c>shape</c>, <c>texture</c> and
/// <c>background_texture</c> [N] int64, a <see cref="Shape"/> and two <see cref="Texture"/>; <c>centre</c> [N, 3] float32, x and y in pixels and
/// 2 (visible) or 1 (under the occluder); <c>scale</c> [N] float32; <c>angle</c> [N] float32, radians, clockwise in the image.
/// </summary>
/// <remarks>
/// An example is a pure function of (seed, split, index, design), the same bytes on every machine. Clutter, occluder, clouds, grain and noise have
/// streams of their own, so that they leave all else alone. All shapes have the same area; colour and texture say nothing about the shape unless
/// the design couples them.
/// </remarks>
public sealed class ShapeTex : TensorDataset
{
    /// <summary>Radius of a disc of scale 1, in units of half the image: small enough for the longest shape to stay inside.</summary>
    internal const double Unit = 0.72;

    /// <summary>Added to the split, it names the stream of the noise.</summary>
    private const int NoiseStream = 16;

    /// <summary>Draws the examples.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of everything random here.</param>
    /// <param name="design">Law of the examples, for example <see cref="ShapeTexDesign.Mid"/>; null is <see cref="ShapeTexDesign.S1"/>.</param>
    /// <exception cref="ArgumentException">The count is not positive, or the design is impossible.</exception>
    public ShapeTex(Split split, int count, long seed = 7, ShapeTexDesign? design = null)
        : base(Draw(split, count, seed, design ?? ShapeTexDesign.S1))
    {
        Design = design ?? ShapeTexDesign.S1;
    }

    private enum Part
    {
        ObjectGrain = 1,
        BackgroundGrain,
        Clutter,
        Occluder,
    }

    /// <summary>Law of the examples.</summary>
    public ShapeTexDesign Design { get; }

    /// <summary>Number of values of <c>label</c>.</summary>
    public int Classes => Design.Classes;

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Names.Select(name => name switch
    {
        "shape" or "texture" or "background_texture" => new Field(name, FieldKind.Label),
        "centre" => new Field(name, FieldKind.Keypoints),
        _ => Field.Of(name),
    })];

    private static (string, Tensor)[] Draw(Split split, int count, long seed, ShapeTexDesign design)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        design.Validate();
        int size = design.Size;
        var fields = new FieldArrays(count);
        var image = fields.Floats("image", 3, size, size);
        var label = fields.Integers("label");
        var mask = fields.Floats("mask", 1, size, size);
        var (shape, texture, background) = (fields.Integers("shape"), fields.Integers("texture"), fields.Integers("background_texture"));
        var (centre, scale, angle) = (fields.Floats("centre", 3), fields.Floats("scale"), fields.Floats("angle"));
        Parallel.For(0, count, index =>
        {
            SeededRandom Stream(Part part) => new(seed, (long)split, index, (long)part);
            var scene = ShapeTexScene.Draw(new(seed, (long)split, index), design, Stream(Part.ObjectGrain), Stream(Part.BackgroundGrain));
            var canvas = new Canvas(size);
            scene.PaintBackground(canvas, Stream(Part.Clutter));
            scene.PaintObject(canvas, mask[index]);
            bool isHidden = scene.PaintOccluder(canvas, Stream(Part.Occluder));
            canvas.Develop(image[index], new(seed, (long)split + NoiseStream, index), design.Noise);

            label[index][0] = scene.Label;
            (shape[index][0], texture[index][0], background[index][0]) = ((long)scene.Shape, (long)scene.Texture, (long)scene.BackgroundTexture);
            new[] { (float)scene.Pose.X, (float)scene.Pose.Y, isHidden ? 1 : 2 }.CopyTo(centre[index]);
            (scale[index][0], angle[index][0]) = ((float)scene.Scale, (float)scene.Pose.Angle);
        });
        return fields.ToTensors();
    }
}
