using System.Runtime.InteropServices;

namespace Marginalia.Datasets.Fetching;

/// <summary>What the scripts of data-scripts/ run: fetch, unpack, arrange, verify, and only then give the folder its name.</summary>
public static class DataScript
{
    /// <summary>Unpacks an archive that lay in another one, as safely, and removes it; for <see cref="Recipe.Arrange"/>.</summary>
    /// <param name="archive">The archive; its name says how it is packed.</param>
    /// <param name="folder">Where to; made if it is missing.</param>
    /// <exception cref="InvalidDataException">It is damaged or dangerous; the message names it.</exception>
    public static void Unpack(string archive, string folder)
    {
        var settings = FetchSettings.Current;
        var line = new ProgressLine(new FileInfo(archive).Length, settings) { Label = $"unpacking {Path.GetFileName(archive)}" };
        Archive.Unpack(archive, new(Path.GetFileName(archive), 0), folder, long.MaxValue, settings.Limits, bytes => line.Add(bytes), settings.Cancel);
        line.Clear();
        File.Delete(archive);
    }

    /// <summary>Runs a script; what it prints tells what to do.</summary>
    /// <param name="args">The words that follow the script's name; --help lists them.</param>
    /// <param name="recipe">The data set.</param>
    /// <returns>The exit code: 0 = complete, 1 = failed, 2 = the user has to do something first, 130 = interrupted. The same command goes on after any of them.</returns>
    public static int Run(string[] args, Recipe recipe)
    {
        var settings = FetchSettings.Current;
        if (settings.Inspect is { } inspect)
        {
            inspect(recipe);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options = ScriptOptions.Parse(args);
            if (options.ShowHelp)
            {
                settings.Out.WriteLine($"{recipe.Name}: fetches the data set, unpacks and verifies it.{Environment.NewLine}{ScriptOptions.Help}");
                return 0;
            }

            FetchSettings.Current = settings with { Cancel = stop.Token };
            new FetchRun(recipe, options, settings).Run(stop.Token).GetAwaiter().GetResult();
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            settings.Error.WriteLine($"{Environment.NewLine}Interrupted. The same command goes on from here.");
            return 130;
        }
        catch (FetchException failed)
        {
            settings.Error.WriteLine(failed.Message);
            return failed.ExitCode;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or DatasetException or InvalidDataException)
        {
            settings.Error.WriteLine(failed.Message);
            return 1;
        }

        // The first signal ends the work in good order, the second at once.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
