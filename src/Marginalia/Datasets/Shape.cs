namespace Marginalia.Datasets;

/// <summary>Ten shapes of about the same area, so that size tells nothing.</summary>
public enum Shape
{
    /// <summary>A filled circle.</summary>
    Disc,

    /// <summary>A square.</summary>
    Square,

    /// <summary>An equilateral triangle, one corner up.</summary>
    Triangle,

    /// <summary>A rounded star of five arms.</summary>
    Star,

    /// <summary>A plus sign.</summary>
    Plus,

    /// <summary>A circle with a hole.</summary>
    Ring,

    /// <summary>Half a circle, the straight side up.</summary>
    HalfDisc,

    /// <summary>A rectangle three times as long as wide.</summary>
    Bar,

    /// <summary>A moon that opens to the right.</summary>
    Crescent,

    /// <summary>An L, mirrored top to bottom.</summary>
    Ell,
}
