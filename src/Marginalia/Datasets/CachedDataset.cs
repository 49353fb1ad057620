using System.Text.Json;
using System.Text.Json.Serialization;
using Marginalia.Datasets.Caching;
using Marginalia.Datasets.Files;

namespace Marginalia.Datasets;

/// <summary>
/// A data set whose examples are made once and then read from one memory-mapped file: exactly the same values, without what it cost to make them, and
/// without loading all of them. Examples must have one shape. Threads may share one, and processes a file.
/// </summary>
/// <remarks>
/// The file is made again, which is said on the error stream, when the options or the library are others than those it was made with, or when a
/// checksum is wrong; all of it is checked when it is opened. It is written under another name and renamed when complete, so that processes may race.
/// Values that are a byte / 255 take a byte, integers as few bytes as hold them.
/// </remarks>
public sealed class CachedDataset : Dataset
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly CacheReader reader;

    /// <summary>Opens the cache, and makes it where there is none that fits.</summary>
    /// <param name="name">Name of the file, which gets the ending .cache; two data sets that are in use at a time need two names.</param>
    /// <param name="options">All that the examples depend on, for example <c>new { Split.Train, Count = 600, Seed = 7, design }</c>; compared as JSON.</param>
    /// <param name="make">Makes the data set; called only where the file does not fit, and then the data set is disposed.</param>
    /// <param name="folder">Where the file lies; null is <see cref="DefaultFolder"/>.</param>
    /// <exception cref="ArgumentException">The name is not one of a file.</exception>
    /// <exception cref="InvalidOperationException">The examples differ in the shape or type of a tensor.</exception>
    /// <exception cref="LoadingException">An example could not be read.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public CachedDataset(string name, object options, Func<Dataset> make, string? folder = null)
        : this(name, options, make, folder ?? DefaultFolder, Console.Error)
    {
    }

    internal CachedDataset(string name, object options, Func<Dataset> make, string folder, TextWriter messages)
    {
        if (name.Length == 0 || name != Path.GetFileName(name) || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new ArgumentException($"CachedDataset: '{name}' is no name for a file; use letters, digits and hyphens.", nameof(name));
        File = Path.Combine(folder, name + ".cache");
        string key = JsonSerializer.Serialize(new { Options = options, Library = typeof(CachedDataset).Module.ModuleVersionId }, Json);
        reader = Guarded(() => OpenOrNull(key, messages)) ?? Make(key, make);
        Fields = [.. reader.Header.Columns.Select(column => new Field(column.Name, column.Kind))];
        Names = [.. Fields.Select(field => field.Name)];
    }

    /// <summary>
    /// Where caches lie: MARGINALIA_CACHE; where that is not set, marginalia/data in XDG_CACHE_HOME or in .cache of the home folder.
    /// </summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable("MARGINALIA_CACHE") is { Length: > 0 } own
        ? own
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache)
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "marginalia",
            "data");

    /// <summary>The file.</summary>
    public string File { get; }

    /// <inheritdoc/>
    public override int Count => reader.Header.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public override Batch Get(long[] indices)
    {
        CheckIndices(indices);
        return new(reader.Header.Columns.ToDictionary(column => column.Name, column => reader.Rows(column, indices)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        base.Dispose(disposing);
    }

    private CacheReader? OpenOrNull(string key, TextWriter messages)
    {
        if (!System.IO.File.Exists(File))
            return null;
        try
        {
            return CacheReader.Open(File, key);
        }
        catch (InvalidDataException reason)
        {
            messages.WriteLine($"{File} is made again: {reason.Message}.");
            return null;
        }
    }

    private CacheReader Make(string key, Func<Dataset> make)
    {
        using var source = make();
        return Guarded(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            AtomicFile.Write(File, stream => new CacheWriter(source).Write(stream, key));
            return CacheReader.Open(File, key);
        })!;
    }

    private CacheReader? Guarded(Func<CacheReader?> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"CachedDataset: {File} cannot be used: {error.Message} Give a folder that can be written, or name one in MARGINALIA_CACHE.", error);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"CachedDataset: {File} was replaced while it was opened: {error.Message}. Two data sets that are in use at a time need two names.", error);
        }
    }
}
