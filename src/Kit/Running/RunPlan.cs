using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Running;

/// <summary>Turns a request into jobs. Everything that can be wrong with any of the notebooks is found here, before the first one runs.</summary>
internal static class RunPlan
{
    /// <summary>One job for each notebook of the request, in its order.</summary>
    /// <exception cref="UsageError">A notebook is missing, not a C# notebook, lacks a parameter, or its results would overwrite something.</exception>
    public static IReadOnlyList<NotebookJob> Of(RunRequest request, Workspace workspace)
    {
        Dictionary<string, string> parameters = new(request.Parameters);
        if (request.Quick) parameters["quick"] = "true";
        var runner = new NotebookRunner(new() { Parameters = parameters });
        List<NotebookJob> jobs = [];
        foreach (var typed in request.Notebooks.SelectMany(typed => Inside(typed, workspace)).DistinctBy(workspace.FullPath))
        {
            var job = Prepare(typed, runner, request.OutputFolder, workspace);
            if (jobs.FirstOrDefault(other => other.OutputFolder == job.OutputFolder && other.Name == job.Name) is { } twin)
                throw new UsageError($"run: {twin.Shown} and {job.Shown} would write the same results in {workspace.Shown(job.OutputFolder)}", "run them one at a time, each with its own --out");
            jobs.Add(job);
        }

        return jobs;
    }

    static NotebookJob Prepare(string typed, NotebookRunner runner, string? outputFolder, Workspace workspace)
    {
        var path = workspace.FullPath(typed);
        if (!File.Exists(path)) throw Missing(typed, path, workspace);
        try
        {
            var notebook = Notebook.Load(path);
            var folder = outputFolder is null ? Path.Combine(workspace.Artifacts, "runs", Chapter(path, workspace), Path.GetFileNameWithoutExtension(path)) : workspace.FullPath(outputFolder);
            if (folder == Path.GetDirectoryName(path))
                throw new UsageError($"run: the results would overwrite {typed}", "name another folder with --out, or store the outputs in the notebook with --save");
            return new(path, typed, notebook, runner.Prepare(notebook), folder);
        }
        catch (NotebookException error)
        {
            var message = error.Message;
            foreach (var prefix in (string[])[$"{path}: ", $"{Path.GetFileName(path)}: "])
                if (message.StartsWith(prefix, StringComparison.Ordinal)) message = message[prefix.Length..];
            throw new UsageError($"run: {typed}: {message}", "./kit run --help explains what can be run");
        }
    }

    // A folder stands for all notebooks in it and below.
    static IEnumerable<string> Inside(string typed, Workspace workspace)
    {
        var path = workspace.FullPath(typed);
        if (!Directory.Exists(path)) return [typed];
        var notebooks = Workspace.NotebooksIn(path);
        return notebooks.Count > 0 ? notebooks.Select(workspace.Shown) : throw new UsageError($"run: there is no notebook in {typed}", "./kit status lists them");
    }

    // The folder below notebooks/ that the notebook is in; for one from elsewhere the folder that holds it.
    static string Chapter(string path, Workspace workspace)
    {
        var folder = Path.GetDirectoryName(path)!;
        var below = Path.GetRelativePath(workspace.Notebooks, folder);
        return below.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(below) ? Path.GetFileName(folder) : below;
    }

    static UsageError Missing(string typed, string path, Workspace workspace)
    {
        var all = workspace.AllNotebooks();
        var name = Path.GetFileNameWithoutExtension(path);
        var near = Nearest.Of(name, all.Select(notebook => Path.GetFileNameWithoutExtension(notebook)));
        var suggestion = all.FirstOrDefault(notebook => Path.GetFileNameWithoutExtension(notebook) == near);
        return suggestion is null
            ? new($"run: there is no notebook {typed}", "./kit status lists them")
            : new($"run: there is no notebook {typed}", $"did you mean {workspace.Shown(suggestion)}?");
    }
}
