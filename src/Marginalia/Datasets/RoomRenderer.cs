namespace Marginalia.Datasets;

/// <summary>Casts one ray through the centre of every pixel and writes what it meets into the arrays of <see cref="RoomImages"/>.</summary>
internal static class RoomRenderer
{
    public static void Render(RoomScene scene, RoomsDesign design, SeededRandom noise, RoomImages images, int index)
    {
        double focal = design.FocalLength;
        int pixels = design.Height * design.Width;
        for (int y = 0; y < design.Height; y++)
            for (int x = 0; x < design.Width; x++)
            {
                // The ray has z = 1 in the camera's frame, so that a distance along it is a depth.
                var ray = scene.Camera.ToRoom(new((x + 0.5 - design.Width / 2.0) / focal, (design.Height / 2.0 - y - 0.5) / focal, 1));
                var (depth, normal, kind) = Surface(scene, ray);
                int instance = 0;
                for (int k = 0; k < scene.Solids.Count; k++)
                    if (scene.Solids[k].Hit(scene.Camera.Eye, ray) is var hit && hit.Distance < depth)
                        (depth, normal, kind, instance) = (hit.Distance, hit.Normal, scene.Solids[k].Class, k + 1);

                var colour = Light(scene, scene.Camera.Eye + depth * ray, normal) * Colour(scene, kind, instance, scene.Camera.Eye + depth * ray);
                var view = scene.Camera.ToCamera(normal);
                int pixel = y * design.Width + x, at = index * pixels + pixel, first = index * 3 * pixels + pixel;
                images.Depth[at] = (float)depth;
                images.Segmentation[at] = (long)kind;
                images.Instance[at] = instance;
                (images.Normal[first], images.Normal[first + pixels], images.Normal[first + 2 * pixels]) = ((float)view.X, (float)view.Y, (float)view.Z);
                images.Image[first] = PortableMath.Quantize(colour.X + design.Noise * noise.NextBell());
                images.Image[first + pixels] = PortableMath.Quantize(colour.Y + design.Noise * noise.NextBell());
                images.Image[first + 2 * pixels] = PortableMath.Quantize(colour.Z + design.Noise * noise.NextBell());
            }
    }

    /// <summary>Where the ray leaves the empty room: depth, inward normal, and what is there.</summary>
    private static (double Depth, Vector Normal, RoomClass Kind) Surface(RoomScene scene, Vector ray)
    {
        static double Exit(double origin, double ray, double low, double high) =>
            ray == 0 ? double.PositiveInfinity : ((ray > 0 ? high : low) - origin) / ray;
        var eye = scene.Camera.Eye;
        double side = Exit(eye.X, ray.X, -scene.HalfWidth, scene.HalfWidth);
        double vertical = Exit(eye.Y, ray.Y, 0, RoomScene.Height);
        double end = Exit(eye.Z, ray.Z, -scene.HalfDepth, scene.HalfDepth);
        if (vertical <= side && vertical <= end)
            return (vertical, new(0, -Math.Sign(ray.Y), 0), ray.Y < 0 ? RoomClass.Floor : RoomClass.Ceiling);
        return side <= end
            ? (side, new(-Math.Sign(ray.X), 0, 0), RoomClass.Wall)
            : (end, new(0, 0, -Math.Sign(ray.Z)), RoomClass.Wall);
    }

    /// <summary>Ambient light and that of the lamp, which falls off with distance.</summary>
    private static double Light(RoomScene scene, Vector point, Vector normal)
    {
        var toLamp = scene.Lamp - point;
        double square = toLamp.Dot(toLamp);
        return 0.35 + 0.65 * Math.Max(0, normal.Dot(toLamp)) / (Math.Sqrt(square) * (1 + 0.08 * square));
    }

    /// <summary>One colour per surface; the floor has tiles of half a metre.</summary>
    private static Vector Colour(RoomScene scene, RoomClass kind, int instance, Vector point) => kind switch
    {
        RoomClass.Floor => ((long)Math.Floor(2 * point.X) + (long)Math.Floor(2 * point.Z)) % 2 == 0 ? scene.FloorColour : 0.75 * scene.FloorColour,
        RoomClass.Ceiling => scene.CeilingColour,
        RoomClass.Wall => scene.WallColour,
        _ => scene.Solids[instance - 1].Colour,
    };
}
