using System.Text.Json.Nodes;

namespace Marginalia.FrontEnds.Tests;

/// <summary>A folder that Jupyter may write to in place of the repository: notebooks, and a launcher that starts the kit under test.</summary>
internal sealed class SmallClone : IDisposable
{
    const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly TemporaryFolder folder = new();

    public SmallClone()
    {
        File.SetUnixFileMode(folder.Write("kit", $"#!/bin/sh\nexport MARGINALIA_ROOT={Root}\nexec dotnet {KitProcess.Assembly} \"$@\"\n"), Executable);
        Directory.CreateDirectory(folder["notebooks"]);
        Directory.CreateDirectory(folder["artifacts"]);
        var web = Repository.PathTo("artifacts", "web");
        Assert.True(File.Exists(Path.Combine(web, "plotly.min.js")), $"{web} lacks plotly.min.js: start ./kit test, which fetches it");
        Directory.CreateSymbolicLink(folder["artifacts/web"], web);
    }

    public string Root => folder.Path;

    /// <summary>What every process that Jupyter starts for this clone has in its environment.</summary>
    public string Mark => $"JUPYTER_DATA_DIR={folder["artifacts/lab/data"]}";

    /// <summary>The full path of a notebook.</summary>
    public string this[string notebook] => folder[$"notebooks/{notebook}"];

    /// <summary>Writes a notebook.</summary>
    public string Add(string name, string json) => folder.Write($"notebooks/{name}", json);

    /// <summary>Copies the GradNorm notebook without its outputs, in its quick version.</summary>
    public string AddGradNorm(string name)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(Repository.PathTo("notebooks", "balancing", "gradnorm.ipynb")))!;
        var changed = 0;
        foreach (var cell in notebook["cells"]!.AsArray())
        {
            if ((string)cell!["cell_type"]! != "code") continue;
            (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
            if (cell["metadata"]?["tags"] is not JsonArray tags || !tags.Any(tag => (string?)tag == "parameters")) continue;
            var source = string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));
            cell["source"] = source.Replace("bool quick = false;", "bool quick = true;");
            changed += source == (string)cell["source"]! ? 0 : 1;
        }
        Assert.Equal(1, changed);
        return Add(name, notebook.ToJsonString());
    }

    public void Dispose() => folder.Dispose();
}
