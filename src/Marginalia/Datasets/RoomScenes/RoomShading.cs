using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>Colours of a <see cref="RoomFrame"/>: textures, matt surfaces under lamps with hard shadows, darker corners.</summary>
internal sealed class RoomShading
{
    private static readonly Vector SkirtingColour = new(0.9, 0.89, 0.87);

    private readonly RoomFrame frame;
    private readonly RoomScene scene;
    private readonly RoomView[]? shadows;
    private readonly float pixelSize;

    public RoomShading(RoomFrame frame)
    {
        (this.frame, scene) = (frame, frame.Scene);
        shadows = frame.Design.Shadows ? [.. scene.Lights.Select(light => new RoomView(scene, light.Position))] : null;
        pixelSize = scene.FadesTextures ? (float)(1 / frame.Design.FocalLength) : 0;
    }

    /// <summary>Sets colour and glow of the lanes that show one surface.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Paint(int seen, Floats mask, in Packet ray, Floats distance, in Packet normal, ref Packet albedo, ref Floats glow)
    {
        var surface = frame.Surfaces[seen];
        var material = surface.Material;
        var colour = Packet.Of(material.Colour);
        if (material.Texture != RoomTexture.None)
        {
            var local = frame.View.Locate(seen, ray, distance);
            var u = surface.Face < 2 ? local.Z : local.X;
            var v = surface.Face is 2 or 3 ? local.Z : local.Y;
            var cosine = Lanes.Max(Floats.Zero - normal.Dot(ray), Vector256.Create(0.05f));
            var footprint = distance * Vector256.Create(pixelSize) * Vector256.Sqrt(ray.Dot(ray)) / cosine;
            colour += RoomPattern.Share(material, u, v, footprint) * (Packet.Of(material.Other) - colour);
        }

        if (scene.Skirting > 0 && surface is { Instance: 0, Class: RoomClass.Wall })
        {
            var height = Vector256.Create((float)scene.Camera.Eye.Y) + distance * ray.Y;
            colour = Packet.Select(Vector256.LessThan(height, Vector256.Create((float)scene.Skirting)), Packet.Of(SkirtingColour), colour);
        }

        albedo = Packet.Select(mask, colour, albedo);
        glow = Lanes.Select(mask, Vector256.Create((float)material.Glow), glow);
    }

    /// <summary>Lights eight pixels and writes their colours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Light(int pixel, in Packet ray, Floats distance, in Packet normal, in Packet albedo, Floats glow)
    {
        var point = Packet.Of(scene.Camera.Eye) + distance * ray;
        var light = Packet.Of(scene.Ambient);
        for (int k = 0; k < scene.Lights.Count; k++)
        {
            var fromLamp = point - Packet.Of(scene.Lights[k].Position);
            var facing = Floats.Zero - normal.Dot(fromLamp);
            var lit = Vector256.GreaterThan(facing, Floats.Zero);
            if (shadows is not null && Lanes.Any(lit))
                lit &= ~shadows[k].Hides(fromLamp, lit, shadows: true);
            if (!Lanes.Any(lit))
                continue;
            var square = fromLamp.Dot(fromLamp);
            var strength = facing / (Vector256.Sqrt(square) * (Floats.One + Vector256.Create(0.08f) * square));
            light += Lanes.Select(lit, strength, Floats.Zero) * Packet.Of(scene.Lights[k].Colour);
        }

        if (scene.CornerShade > 0)
            light = Corners(point, normal) * light;
        var own = Floats.One - glow;
        (albedo.X * (light.X * own + glow)).CopyTo(frame.Red, pixel);
        (albedo.Y * (light.Y * own + glow)).CopyTo(frame.Green, pixel);
        (albedo.Z * (light.Z * own + glow)).CopyTo(frame.Blue, pixel);
    }

    /// <summary>Less light comes from everywhere where a wall, the floor or the ceiling is near, unless it is what the surface is parallel to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Floats Corners(in Packet point, in Packet normal)
    {
        Floats Axis(Floats position, Floats n, double half)
        {
            var near = Vector256.Create(0.12f);
            var gap = Lanes.Max(Vector256.Create((float)half) - Vector256.Abs(position), Floats.Zero);
            return Floats.One - Vector256.Create((float)scene.CornerShade) * (Floats.One - n * n) * (near / (near + gap));
        }

        return Axis(point.X, normal.X, scene.HalfWidth) * Axis(point.Y - Vector256.Create((float)(scene.Height / 2)), normal.Y, scene.Height / 2)
            * Axis(point.Z, normal.Z, scene.HalfDepth);
    }
}
