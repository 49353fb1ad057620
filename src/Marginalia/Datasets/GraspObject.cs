namespace Marginalia.Datasets;

/// <summary>What lies on the table of <see cref="GraspBars"/>.</summary>
public enum GraspObject
{
    /// <summary>A bar: three grasps across it, at its middle and half way to its ends.</summary>
    Bar,

    /// <summary>Two bars that meet at a corner: a grasp across the middle of each.</summary>
    Ell,

    /// <summary>Two bars that cross: a grasp across each of the four arms.</summary>
    Plus,

    /// <summary>A disc, too wide to grasp, with a ring for a handle: three grasps across the ring's wall.</summary>
    Mug,
}
