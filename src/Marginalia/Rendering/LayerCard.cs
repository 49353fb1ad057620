using System.Globalization;
using Marginalia.Architectures;
using Marginalia.Charts.Drawing;

namespace Marginalia.Rendering;

/// <summary>The layers of a module: shapes, parameters, multiply-accumulates, and their sums.</summary>
internal static class LayerCard
{
    const int MaxRows = 200;

    public static Card Of(LayerTable table)
    {
        List<IReadOnlyList<string>> rows = [.. table.Rows.Take(MaxRows).Select(Row)];
        if (table.Rows.Count > MaxRows)
            rows.Add(["…", $"{table.Rows.Count - MaxRows} more", "", "", ""]);
        rows.Add(["total", "", "", Numbers.Fixed(table.Parameters, 0), Numbers.Fixed(table.Macs, 0)]);
        return new(table.Name, $"{Numbers.Fixed(table.Parameters, 0)} parameters · {Short(table.Macs)} multiply-accumulates for [{string.Join(", ", table.Input)}]")
        {
            Remarks = table.SharedParameters is { } shared
                ? [$"shared {Numbers.Fixed(shared, 0)} · tasks {string.Join(", ", table.TaskParameters.Select(number => Numbers.Fixed(number, 0)))} parameters"]
                : [],
            Table = new(["layer", "type", "output", "parameters", "MACs"], rows, 3),
        };
    }

    static string[] Row(LayerRow row) =>
    [
        row.Name.Length == 0 ? "(whole)" : row.Name,
        row.Calls > 1 ? $"{row.Type} × {row.Calls}" : row.Type,
        row.Calls == 0 ? "not called" : row.Output.Count == 0 ? "" : $"[{string.Join(", ", row.Output)}]",
        row.Parameters == 0 ? "" : Numbers.Fixed(row.Parameters, 0),
        row.Macs == 0 ? "" : Numbers.Fixed(row.Macs, 0),
    ];

    static string Short(long number) => number switch
    {
        < 1_000_000 => Numbers.Fixed(number, 0),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0##} M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.0##} G"),
    };
}
