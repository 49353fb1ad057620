namespace Marginalia.Datasets;

/// <summary>The side of an object on which another lies: the direction in which the offset of the centres is larger.</summary>
public enum Relation
{
    /// <summary>Further left than up or down.</summary>
    Left,

    /// <summary>Further right than up or down.</summary>
    Right,

    /// <summary>Further up than left or right.</summary>
    Above,

    /// <summary>Further down than left or right.</summary>
    Below,
}
