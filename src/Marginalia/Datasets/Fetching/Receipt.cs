using System.Collections.Concurrent;
using System.Text.Json;

namespace Marginalia.Datasets.Fetching;

/// <summary>
/// What a finished folder tells about itself: marginalia.json says where it came from and when; marginalia.sha256 has the sum of every file, in
/// the form that <c>sha256sum -c</c> reads.
/// </summary>
static class Receipt
{
    public const string Name = "marginalia.json", Sums = "marginalia.sha256";

    /// <summary>Writes both into the folder.</summary>
    /// <param name="folder">The finished tree.</param>
    /// <param name="recipe">What it was made by.</param>
    /// <param name="sources">Each file it was made of, with its SHA-256.</param>
    /// <param name="problems">What the readers found, where the user took the data set all the same.</param>
    /// <param name="now">The date.</param>
    /// <param name="read">Is told how many bytes are done.</param>
    /// <param name="cancel">Ends the work.</param>
    public static void Write(string folder, Recipe recipe, IReadOnlyList<(RemoteFile File, string Sha256)> sources, IReadOnlyList<string> problems, DateTimeOffset now, Action<long>? read = null, CancellationToken cancel = default)
    {
        var sums = SumsOf(folder, Names(folder), read, cancel);
        string list = Path.Combine(folder, Sums);
        File.WriteAllLines(list, sums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value}  {pair.Key}"));
        using var stream = new FileStream(Path.Combine(folder, Name), FileMode.Create);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("name", recipe.Name);
        json.WriteString("licence", recipe.Licence);
        json.WriteString("page", recipe.Page);
        json.WriteString("made", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        json.WriteString("by", $"Marginalia {typeof(Receipt).Assembly.GetName().Version?.ToString(3)}");
        json.WriteNumber("files", sums.Count);
        json.WriteString(Sums, Checksum.Sha256(list, cancel: cancel));
        json.WriteStartArray("sources");
        foreach (var (file, sha256) in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", sha256);
            json.WriteBoolean("published", file.HasSum);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (string problem in problems)
            json.WriteStringValue(problem);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whether a folder was finished.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>Every file that is missing, changed or not on the list, one line each; the problems that were known when it was made are not among them.</summary>
    public static IReadOnlyList<string> Check(string folder, Action<long>? read = null, CancellationToken cancel = default)
    {
        if (ReadSums(folder, out var expected) is { } damage)
            return [damage];
        var names = Names(folder);
        List<string> problems = [.. expected.Keys.Except(names).Order(StringComparer.Ordinal).Select(name => $"{name}: is missing")];
        problems.AddRange(names.Except(expected.Keys).Order(StringComparer.Ordinal).Select(name => $"{name}: was not there when the data set was made"));
        var found = SumsOf(folder, [.. names.Where(expected.ContainsKey)], read, cancel);
        problems.AddRange(found.Where(pair => expected[pair.Key] != pair.Value).Select(pair => $"{pair.Key}: has changed; its SHA-256 is {pair.Value}, not {expected[pair.Key]}").Order(StringComparer.Ordinal));
        return problems;
    }

    /// <summary>Bytes of all files below a folder.</summary>
    public static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    static string? ReadSums(string folder, out Dictionary<string, string> sums)
    {
        sums = [];
        try
        {
            string list = Path.Combine(folder, Sums);
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Name)));
            if (json.RootElement.GetProperty(Sums).GetString() != Checksum.Sha256(list))
                return $"{Sums}: has changed since {Name} was written";
            foreach (string line in File.ReadLines(list))
                sums.Add(line[66..], line[..64]);
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return $"{Name} or {Sums}: cannot be read: {unreadable.Message}";
        }
    }

    static List<string> Names(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => Path.GetRelativePath(folder, path)).Where(name => name is not (Name or Sums)),
    ];

    static ConcurrentDictionary<string, string> SumsOf(string folder, List<string> names, Action<long>? read, CancellationToken cancel)
    {
        var sums = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(names, new ParallelOptions { CancellationToken = cancel }, name => sums[name] = Checksum.Sha256(Path.Combine(folder, name), read, cancel));
        return sums;
    }
}
