namespace Marginalia.Datasets.Fetching;

/// <summary>One run of a script, step by step.</summary>
sealed class FetchRun(Recipe recipe, ScriptOptions options, FetchSettings settings)
{
    const int MostShown = 20;
    readonly string target = options.To!;

    /// <exception cref="FetchException">It cannot be finished; the message says why and what to do.</exception>
    public async Task Run(CancellationToken cancel)
    {
        if (options.Check)
        {
            Check(cancel);
            return;
        }

        Introduce();
        if (IsComplete())
            return;
        AskToAccept();
        var given = ByHand.Find(recipe, options, settings, cancel);
        using var staging = Staging.Open(target);
        if (IsComplete())    // by a run that held the work place until now
        {
            staging.Remove();
            return;
        }

        CheckSpace(staging, given);
        var files = await Download(staging, given, cancel).ConfigureAwait(false);
        if (options.DownloadOnly)
        {
            Say($"The files are in {staging.Files}. The same command without --download-only goes on from there.");
            return;
        }

        string tree = Unpack(staging, files, cancel);
        recipe.Arrange?.Invoke(tree);
        var problems = Verify(tree, cancel);
        if (problems.Count > 0 && !options.AllowProblems)
            throw new FetchException($"{Lines(problems)}{Environment.NewLine}{target} was not made. --allow-problems makes it all the same.");
        var line = new ProgressLine(Receipt.SizeOf(tree), settings) { Label = "sums" };
        var sources = recipe.Files.Select(file => (file, file.Sha256 ?? Checksum.Sha256(files[file], cancel: cancel))).ToList();
        Receipt.Write(tree, recipe, sources, problems, settings.Clock.GetUtcNow(), bytes => line.Add(bytes), cancel);
        line.Clear();
        staging.Publish();
        Say($"{target}: complete.");
    }

    void Say(string text) => settings.Out.WriteLine(text);

    void Introduce()
    {
        Say(recipe.Name);
        Say($"  licence  {recipe.Licence}");
        Say($"  page     {recipe.Page}");
        Say($"  paper    {recipe.Paper}");
        string size = recipe.SizeToFetch is { Length: > 0 } known ? $"{known} to fetch, " : "";
        Say($"  size     {size}about {ProgressLine.Bytes(recipe.UnpackedBytes)} when unpacked");
    }

    bool IsComplete()
    {
        if (Receipt.IsIn(target))
        {
            Say($"{target}: is complete already; --check verifies it.");
            return true;
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new FetchException($"{target}: is there and was not made by this script (it has no {Receipt.Name}); give --to a folder that is not there yet, or check this one with --check.", 2);
        return false;
    }

    void AskToAccept()
    {
        if (!recipe.MustAccept || options.Accept)
            return;
        settings.Out.Write($"The owner asks you to accept these terms: {recipe.Licence} Do you accept them? [y/N] ");
        string? answer = settings.Answer();
        Say("");
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new FetchException($"{recipe.Name}: its terms were not accepted; read {recipe.Page}, then run again with --accept.", 2);
    }

    void CheckSpace(Staging staging, Dictionary<RemoteFile, string> given)
    {
        long there = Receipt.SizeOf(staging.Files);
        long needed = recipe.Files.Where(file => !given.ContainsKey(file)).Sum(file => file.Size) - there + (options.DownloadOnly ? 0 : recipe.UnpackedBytes);
        long free = settings.FreeSpace(staging.Files);
        if (needed > free)
            throw new FetchException($"{Path.GetDirectoryName(target)}: {ProgressLine.Bytes(free)} are free; {ProgressLine.Bytes(needed)} are needed. Make room, or give --to another disk.", 2);
    }

    async Task<Dictionary<RemoteFile, string>> Download(Staging staging, Dictionary<RemoteFile, string> given, CancellationToken cancel)
    {
        var files = new Dictionary<RemoteFile, string>(given);
        using var client = new HttpClient(settings.Http()) { Timeout = Timeout.InfiniteTimeSpan };
        var line = new ProgressLine(recipe.Files.Any(file => file.Size == 0) ? 0 : recipe.Files.Where(file => !given.ContainsKey(file)).Sum(file => file.Size), settings);
        foreach (var file in recipe.Files.Where(file => !given.ContainsKey(file)))
        {
            string path = files[file] = Path.Combine(staging.Files, file.Name);
            if (File.Exists(path))
                line.Add(file.Size, had: true);
            else
                await new Download(file, path, client, line, settings).Run(Mirrors(file), cancel).ConfigureAwait(false);
            line.Clear();
            Say($"{file.Name}: here{(file.HasSum ? "" : "; its owner publishes no sum, so only its own marks and the readers tell whether it is right")}");
        }

        return files;
    }

    IEnumerable<Uri> Mirrors(RemoteFile file)
    {
        foreach (var mirror in options.Mirrors)
            if (!Redirects.Allowed(mirror, file))
                throw new FetchException($"--mirror {mirror}: {file.Name} has no known SHA-256, so it is fetched by https only.", 2);
        return [.. options.Mirrors.Select(mirror => new Uri(mirror, file.Name)), .. file.Urls.Select(url => new Uri(url)).Where(url => Redirects.Allowed(url, file))];
    }

    string Unpack(Staging staging, Dictionary<RemoteFile, string> files, CancellationToken cancel)
    {
        string tree = staging.NewTree();
        var line = new ProgressLine(files.Values.Sum(path => new FileInfo(path).Length), settings);
        foreach (var file in recipe.Files)
        {
            line.Label = $"unpacking {file.Name}";
            try
            {
                Archive.Unpack(files[file], file, Path.Combine(tree, file.Into), recipe.UnpackedBytes * 2, settings.Limits, bytes => line.Add(bytes), cancel);
            }
            catch (InvalidDataException refused)
            {
                throw new FetchException($"{refused.Message}; {target} was not made. Remove {files[file]} and fetch it again if you trust its source.", cause: refused);
            }
        }

        line.Clear();
        if (recipe.Inner is { } inner && Directory.Exists(Path.Combine(tree, inner)))
            MoveUp(Path.Combine(tree, inner), tree);
        return tree;
    }

    static void MoveUp(string folder, string to)
    {
        string aside = to + ".inner";
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        Directory.Move(folder, aside);
        foreach (string path in Directory.GetFileSystemEntries(aside))
            Directory.Move(path, Path.Combine(to, Path.GetFileName(path)));
        Directory.Delete(aside);
        for (string? above = Path.GetDirectoryName(folder); above != to && !Directory.EnumerateFileSystemEntries(above!).Any(); above = Path.GetDirectoryName(above))
            Directory.Delete(above!);
    }

    List<string> Verify(string folder, CancellationToken cancel)
    {
        using var bar = new VerifyBar(settings);
        List<string> problems = [];
        try
        {
            foreach (var reader in recipe.Open(folder))
                using (reader)
                    problems.AddRange(reader.Verify(bar, cancel));
        }
        catch (DatasetException damage)
        {
            problems.AddRange(damage.Problems);
        }
        catch (Exception missing) when (LacksTorch(missing))
        {
            throw new FetchException($"{recipe.Name}: cannot be verified yet, for the readers need libtorch: run any notebook once with ./kit run, which finds or installs it, then this command again; what was fetched stays.", 2, missing);
        }

        return [.. problems.Distinct().Select(problem => problem.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }

    static bool LacksTorch(Exception? thrown) => thrown is DllNotFoundException || (thrown is not null && LacksTorch(thrown.InnerException));

    void Check(CancellationToken cancel)
    {
        if (!Directory.Exists(target))
            throw new FetchException($"{target}: is not there{(Directory.Exists(Staging.FolderOf(target)) ? ", but unfinished; the same command without --check goes on with it" : "")}.");
        List<string> problems = [];
        if (Receipt.IsIn(target))
        {
            var line = new ProgressLine(Receipt.SizeOf(target), settings) { Label = "sums" };
            problems.AddRange(Receipt.Check(target, bytes => line.Add(bytes), cancel));
            line.Clear();
        }
        else
            Say($"{target}: has no {Receipt.Name}, so only the readers check it.");
        problems.AddRange(Verify(target, cancel));
        if (problems.Count > 0)
            throw new FetchException(Lines(problems));
        Say($"{target}: right.");
    }

    static string Lines(List<string> problems) => string.Join(Environment.NewLine,
        [.. problems.Take(MostShown), .. problems.Count > MostShown ? [$"and {problems.Count - MostShown} more"] : Array.Empty<string>()]);
}
