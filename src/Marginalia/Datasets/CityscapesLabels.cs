namespace Marginalia.Datasets;

/// <summary>From the numbers of <c>labelIds</c> files to classes (facts of cityscapesScripts, helpers/labels.py).</summary>
internal static class CityscapesLabels
{
    /// <summary>Names of the 19 classes that are evaluated.</summary>
    public static IReadOnlyList<string> Nineteen { get; } =
    [
        "road", "sidewalk", "building", "wall", "fence", "pole", "traffic light", "traffic sign", "vegetation", "terrain", "sky", "person", "rider", "car",
        "truck", "bus", "train", "motorcycle", "bicycle",
    ];

    /// <summary>Names of the 7 groups of them.</summary>
    public static IReadOnlyList<string> Seven { get; } = ["flat", "construction", "object", "nature", "sky", "human", "vehicle"];

    /// <summary>The number in the files of each of the 19 classes.</summary>
    private static readonly int[] Ids = [7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33];

    /// <summary>The group of each of the 19 classes.</summary>
    private static readonly int[] Groups = [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 6, 6, 6, 6, 6];

    /// <summary>The class of each number 0 .. 33, -1 for those that are not evaluated.</summary>
    public static long[] Table(int classes)
    {
        var table = new long[34];
        Array.Fill(table, -1);
        for (int c = 0; c < Ids.Length; c++)
            table[Ids[c]] = classes == 19 ? c : Groups[c];
        return table;
    }
}
