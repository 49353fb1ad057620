namespace Marginalia.Datasets.RoomScenes;

/// <summary>Three orthogonal unit vectors: the axes of a solid, a piece of furniture or a camera, in the coordinates around it.</summary>
internal readonly record struct Frame(Vector X, Vector Y, Vector Z)
{
    public static Frame Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>Turned to the right about the vertical.</summary>
    public static Frame Turned(double yaw)
    {
        var (sine, cosine) = PortableMath.SinCos(yaw);
        return new(new(cosine, 0, -sine), new(0, 1, 0), new(sine, 0, cosine));
    }

    /// <summary>Tilted about x: the upper end goes backwards, towards z.</summary>
    public static Frame Tilted(double angle)
    {
        var (sine, cosine) = PortableMath.SinCos(angle);
        return new(new(1, 0, 0), new(0, cosine, sine), new(0, -sine, cosine));
    }

    /// <summary>Rolled about z: the upper end goes to the right.</summary>
    public static Frame Rolled(double angle)
    {
        var (sine, cosine) = PortableMath.SinCos(angle);
        return new(new(cosine, -sine, 0), new(sine, cosine, 0), new(0, 0, 1));
    }

    /// <summary>From coordinates along the axes to those around.</summary>
    public Vector Out(Vector v) => v.X * X + v.Y * Y + v.Z * Z;

    /// <summary>From the coordinates around to those along the axes.</summary>
    public Vector In(Vector v) => new(v.Dot(X), v.Dot(Y), v.Dot(Z));

    /// <summary>This frame, given within another.</summary>
    public Frame Within(Frame outer) => new(outer.Out(X), outer.Out(Y), outer.Out(Z));

    /// <summary>Seen in a mirror at x = 0.</summary>
    public Frame Mirrored() => new(X.Mirrored(), Y.Mirrored(), Z.Mirrored());
}
