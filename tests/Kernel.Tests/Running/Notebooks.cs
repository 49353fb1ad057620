using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Running;

/// <summary>Small notebooks for tests.</summary>
public static class Notebooks
{
    /// <summary>A C# notebook of these code cells; <c>[tag]</c> in front of the code tags the cell.</summary>
    public static Notebook Of(params string[] cells)
    {
        var json = new JsonArray();
        foreach (var cell in cells)
        {
            var tag = cell.StartsWith('[') ? cell[1..cell.IndexOf(']')] : null;
            json.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = 99,
                ["id"] = $"cell-{json.Count}",
                ["metadata"] = tag is null ? [] : new JsonObject { ["tags"] = new JsonArray(tag) },
                ["outputs"] = new JsonArray(),
                ["source"] = tag is null ? cell : cell[(tag.Length + 2)..],
            });
        }
        var root = new JsonObject
        {
            ["cells"] = json,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return Notebook.Parse(root.ToJsonString());
    }
}
