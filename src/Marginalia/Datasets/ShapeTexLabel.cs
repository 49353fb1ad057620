namespace Marginalia.Datasets;

/// <summary>What <see cref="ShapeTex"/> asks for.</summary>
public enum ShapeTexLabel
{
    /// <summary>The object's shape.</summary>
    Shape,

    /// <summary>The object's texture.</summary>
    Texture,
}
