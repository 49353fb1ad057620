namespace Marginalia.Datasets;

/// <summary>What is read of COCO beside images, boxes and labels.</summary>
public enum CocoTask
{
    /// <summary>Nothing more.</summary>
    Detection,

    /// <summary>A mask for every object.</summary>
    Segmentation,

    /// <summary>The points of persons, from <c>person_keypoints_*.json</c>.</summary>
    Keypoints,
}
