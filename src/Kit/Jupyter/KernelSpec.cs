using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kit.Machine;

namespace Marginalia.Kit.Jupyter;

/// <summary>What Jupyter is told about the kernel: how it starts, what it is called. The files of a folder in <c>kernels/</c>.</summary>
/// <param name="clone">The repository whose launcher starts the kernel.</param>
/// <param name="displayName">What menus call it.</param>
/// <param name="plotly">plotly.js, which Jupyter then serves to figures that have no network; left out where there is none.</param>
internal sealed class KernelSpec(string clone, string displayName, string? plotly)
{
    /// <summary>The kernel's own name.</summary>
    public const string Name = "marginalia";

    /// <summary>The name that C# notebooks of .NET Interactive ask for, as the notebooks of this repository do.</summary>
    public const string OldName = ".net-csharp";

    const string Json = "kernel.json";

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 1 };

    static readonly string[] Logos = ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"];

    /// <summary>The kernel of a workspace. Under the old name it keeps the old display name, so that notebooks stay as they are when saved.</summary>
    public static KernelSpec Of(Workspace workspace, string name) =>
        new(workspace.Root, name == OldName ? ".NET (C#)" : "C# (Marginalia)", Path.Combine(workspace.Artifacts, "web", "plotly.min.js"));

    /// <summary>The clone that the folder's kernel belongs to; null when there is no kernel, or it is not Marginalia's.</summary>
    public static string? CloneOf(string folder)
    {
        var path = Path.Combine(folder, Json);
        if (!File.Exists(path)) return null;
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(path))?["metadata"]?[Name]?["clone"];
        }
        catch (Exception notOurs) when (notOurs is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the files into an existing folder.</summary>
    public void Write(string folder)
    {
        foreach (var logo in Logos)
        {
            using var resource = typeof(KernelSpec).Assembly.GetManifestResourceStream(logo)!;
            using var file = File.Create(Path.Combine(folder, logo));
            resource.CopyTo(file);
        }
        if (File.Exists(plotly)) File.WriteAllText(Path.Combine(folder, "plotly.min.js"), Unpackaged(File.ReadAllText(plotly)));
        var json = Path.Combine(folder, Json);
        File.WriteAllText(json + ".new", Content().ToJsonString(Readable) + "\n");
        File.Move(json + ".new", json, overwrite: true);
    }

    // Pages with RequireJS have a define(), to which some versions would give themselves instead of to the page.
    static string Unpackaged(string script) => $"(function (define, module, exports) {{\n{script}\n}}).call(window);\n";

    JsonObject Content()
    {
        var provider = TorchProvider.Current;
        string[] torch = provider.IsSystem ? [] : ["--torch", provider.Name];
        return new()
        {
            ["argv"] = new JsonArray([Path.Combine(clone, "kit"), .. torch, "kernel", "start", "{connection_file}"]),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { [Name] = new JsonObject { ["clone"] = clone } },
        };
    }
}
