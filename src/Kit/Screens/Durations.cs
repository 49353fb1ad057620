namespace Marginalia.Kit.Screens;

/// <summary>Writes durations as a person would: <c>0.8 s</c>, <c>42 s</c>, <c>3 min 05 s</c>, <c>1 h 02 min</c>.</summary>
internal static class Durations
{
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => $"{time.TotalSeconds:0.0} s",
        { TotalSeconds: < 59.5 } => $"{time.TotalSeconds:0} s",
        { TotalSeconds: < 3570 } => Pair((int)Math.Round(time.TotalSeconds), "min", "s"),
        _ => Pair((int)Math.Round(time.TotalMinutes), "h", "min"),
    };

    static string Pair(int small, string unit, string smallUnit) => $"{small / 60} {unit} {small % 60:00} {smallUnit}";
}
