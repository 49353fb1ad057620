namespace Marginalia.Datasets.Fetching;

/// <summary>Brings one file to the disk, from whichever mirror has it, however often the connection breaks.</summary>
sealed class Download(RemoteFile file, string path, HttpClient client, ProgressLine progress, FetchSettings settings)
{
    const int MostMismatches = 4;
    readonly PartialFile part = new(path);
    readonly List<string> refusals = [];
    int mismatches;

    /// <summary>Ends when the file lies at its path with the sum that the recipe knows.</summary>
    /// <exception cref="FetchException">No mirror has it.</exception>
    public async Task Run(IEnumerable<Uri> mirrors, CancellationToken cancel)
    {
        progress.Label = file.Name;
        progress.Add(part.Length, had: true);
        var transfer = new Transfer(client, file, part, progress, settings);
        var left = mirrors.ToList();
        int at = 0, waits = 0;
        for (int request = 0; left.Count > 0 && waits < settings.Attempts && request < settings.Requests; request++)
        {
            var mirror = left[at];
            long before = transfer.Received;
            try
            {
                await transfer.Run(mirror, cancel).ConfigureAwait(false);
                if (Checksum.Mismatch(file, part.Data, settings, cancel) is not { } mismatch)
                {
                    part.Finish();
                    return;
                }

                progress.Add(-part.Length, had: true);
                part.Discard();
                if (++mismatches >= MostMismatches)
                    throw new FetchException($"{file.Name}: came {mismatches} times with the wrong bytes; the last time {mismatch}. Try again later, or give another --mirror.");
                throw new TransferException($"{mirror}: {mismatch}", final: transfer.InOneAnswer);
            }
            catch (TransferException failed)
            {
                refusals.Add(failed.Message);
                progress.Clear();
                settings.Error.WriteLine($"{failed.Message}{(failed.Final ? "" : "; trying again")}");
                bool fruitful = transfer.Received > before && !failed.Final;
                if (failed.Final)
                    left.RemoveAt(at);
                else if (!fruitful)
                    at++;
                bool round = at >= left.Count;    // a wait comes after all have been asked
                at = round ? 0 : at;
                waits = fruitful ? 0 : round ? waits + 1 : waits;
                if ((fruitful || round) && left.Count > 0 && waits < settings.Attempts)
                    await settings.Delay(Backoff.After(waits, failed.Wait), cancel).ConfigureAwait(false);
            }
        }

        throw new FetchException(string.Join(Environment.NewLine, [
            $"{file.Name}: could not be fetched:",
            .. refusals.Distinct().TakeLast(5).Select(line => "  " + line),
            "What has come stays; the same command goes on from there. Or give another --mirror URL, or the file itself with --from FILE."]));
    }
}
