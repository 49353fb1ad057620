namespace Marginalia.Augmentations;

/// <summary>
/// A picture taken of a picture: where each point of the new one lies in the old one, old = Map new + (X0, Y0). Points are in pixels, x to the right and
/// y downwards, from the outer corner of the first pixel, whose centre is (1/2, 1/2).
/// </summary>
/// <param name="Height">Rows of the new picture.</param>
/// <param name="Width">Columns of the new picture.</param>
public sealed record View(long Height, long Width)
{
    /// <summary>Old vectors of new ones.</summary>
    public Matrix2 Map { get; init; } = Matrix2.Identity;

    /// <summary>Old column of the new origin.</summary>
    public double X0 { get; init; }

    /// <summary>Old row of the new origin.</summary>
    public double Y0 { get; init; }

    /// <summary>How the scene turns or is mirrored in the plane of the picture, x to the right and y downwards: an orthogonal map of old directions to new ones.</summary>
    public Matrix2 Turn { get; init; } = Matrix2.Identity;

    /// <summary>How many times nearer everything is taken to be: depths are divided by it. 1 where the picture is only sampled anew.</summary>
    public double Zoom { get; init; } = 1;

    /// <summary>Pairs of keypoints, such as left and right hand, that change places in this view.</summary>
    public IReadOnlyList<(int First, int Second)> SwappedKeypoints { get; init; } = [];

    /// <summary>Whether every pixel's centre falls on a pixel's centre, so that nothing is interpolated.</summary>
    internal bool IsExact =>
        ((Math.Abs(Map.XX), Map.XY, Map.YX, Math.Abs(Map.YY)) == (1, 0, 0, 1) || (Map.XX, Math.Abs(Map.XY), Math.Abs(Map.YX), Map.YY) == (0, 1, 1, 0))
        && X0 == Math.Floor(X0) && Y0 == Math.Floor(Y0);

    /// <summary>The old point of a new one.</summary>
    public (double X, double Y) ToOld(double x, double y)
    {
        var (oldX, oldY) = Map.Apply(x, y);
        return (oldX + X0, oldY + Y0);
    }

    /// <summary>The new point of an old one.</summary>
    public (double X, double Y) ToNew(double x, double y) => Map.Inverse.Apply(x - X0, y - Y0);

    /// <summary>The view of this view: <paramref name="next"/> takes its picture of the picture that this one makes.</summary>
    public View Then(View next)
    {
        var (x0, y0) = ToOld(next.X0, next.Y0);
        return next with
        {
            Map = Map * next.Map,
            X0 = x0,
            Y0 = y0,
            Turn = next.Turn * Turn,
            Zoom = Zoom * next.Zoom,
            SwappedKeypoints = [.. SwappedKeypoints, .. next.SwappedKeypoints],
        };
    }

    internal bool IsIdentity(long height, long width) =>
        (Map, X0, Y0, Height, Width, Zoom, SwappedKeypoints.Count) == (Matrix2.Identity, 0, 0, height, width, 1, 0);
}
