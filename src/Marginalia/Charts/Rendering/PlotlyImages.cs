using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Rendering;

/// <summary>Pictures as layout images of a plotly.js figure without data.</summary>
internal static class PlotlyImages
{
    public static JsonObject Build(ImageGrid grid, Header header, Box[] tiles, double width, double height) => new()
    {
        ["data"] = new JsonArray(),
        ["layout"] = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = header.Plotly },
            ["width"] = width,
            ["height"] = height,
            ["margin"] = new JsonObject { ["l"] = 0, ["t"] = 0, ["r"] = 0, ["b"] = 0 },
            ["xaxis"] = new JsonObject { ["visible"] = false },
            ["yaxis"] = new JsonObject { ["visible"] = false },
            ["images"] = new JsonArray([.. grid.Pictures.Select((picture, i) => Image(picture, tiles[i], width, height))]),
            ["annotations"] = new JsonArray([.. grid.Names.Select((name, i) => Name(name, tiles[i], width, height))]),
        },
        ["config"] = PlotlySheet.Config(),
    };

    static JsonObject Image(Picture picture, Box tile, double width, double height) => new()
    {
        ["source"] = "data:image/png;base64," + Convert.ToBase64String(Png.Encode(picture)),
        ["xref"] = "paper", ["x"] = tile.Left / width, ["sizex"] = tile.Width / width,
        ["yref"] = "paper", ["y"] = 1 - tile.Top / height, ["sizey"] = tile.Height / height,
        ["sizing"] = "stretch",
    };

    static JsonObject Name(string name, Box tile, double width, double height) => new()
    {
        ["text"] = Markup.Plotly(name), ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = Panel.TickSize },
        ["xref"] = "paper", ["x"] = tile.MiddleX / width, ["xanchor"] = "center",
        ["yref"] = "paper", ["y"] = 1 - tile.Top / height, ["yanchor"] = "bottom",
    };
}
