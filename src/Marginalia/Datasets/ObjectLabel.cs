namespace Marginalia.Datasets;

/// <summary>What the class of an object of <see cref="ShapeTex"/> or <see cref="ShapeScenes"/> is.</summary>
public enum ObjectLabel
{
    /// <summary>The object's shape.</summary>
    Shape,

    /// <summary>The object's texture.</summary>
    Texture,
}
