using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>Writes what a run leaves: the executed notebook, its page, and on demand the outputs in the notebook itself.</summary>
internal static class RunOutputs
{
    /// <summary>Writes NAME.ipynb and NAME.html into the job's folder and returns their full paths.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(NotebookJob job, RunResult result, WebAssets assets)
    {
        Directory.CreateDirectory(job.OutputFolder);
        var notebook = Path.Combine(job.OutputFolder, $"{job.Name}.ipynb");
        var page = Path.Combine(job.OutputFolder, $"{job.Name}.html");
        result.Executed.Save(notebook);
        File.WriteAllText(page, assets.Page(result.Executed, job.Name));
        return [notebook, page];
    }

    /// <summary>A fingerprint of the notebook's file, to notice edits made during a run.</summary>
    public static string Fingerprint(NotebookJob job) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(job.Path)));

    /// <summary>Stores outputs, counters and the run's seconds in the notebook itself; everything else in it stays.</summary>
    /// <returns>Null, or why the notebook was left alone: not every cell ran, or its file is not the one that <paramref name="fingerprint"/> was taken of.</returns>
    public static string? Save(NotebookJob job, RunResult result, string fingerprint)
    {
        if (!result.Ok) return "outputs are stored only when every cell has run";
        if (Fingerprint(job) != fingerprint) return "it was changed during the run; run it again to store its outputs";
        result.CopyOutputsTo(job.Notebook);
        if (job.Notebook.Metadata["marginalia"] is not JsonObject facts) job.Notebook.Metadata["marginalia"] = facts = [];
        facts["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 1);
        job.Notebook.Save(job.Path);
        return null;
    }
}
