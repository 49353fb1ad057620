namespace Marginalia.Datasets;

/// <summary>The six parts that multi-task learning makes of the 24 of PASCAL-Part's people.</summary>
internal static class HumanParts
{
    public static IReadOnlyList<string> Names { get; } = ["none", "head", "torso", "upper arm", "lower arm", "upper leg", "lower leg"];

    /// <summary>The part 1 .. 6 of a name of PASCAL-Part, 0 where there is none such.</summary>
    public static long Of(string name) => name switch
    {
        "hair" or "head" or "lear" or "lebrow" or "leye" or "mouth" or "nose" or "rear" or "rebrow" or "reye" => 1,
        "neck" or "torso" => 2,
        "luarm" or "ruarm" => 3,
        "llarm" or "rlarm" or "lhand" or "rhand" => 4,
        "luleg" or "ruleg" => 5,
        "llleg" or "rlleg" or "lfoot" or "rfoot" => 6,
        _ => 0,
    };
}
