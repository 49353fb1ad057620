using System.Text.Json;

namespace Marginalia.Datasets.Fetching;

/// <summary>Where the bytes of a .part came from, and what the server said about the file then.</summary>
sealed record Origin(string Url, string? ETag, DateTimeOffset? Modified, long? Total);

/// <summary>
/// A file on its way: NAME.part, with its <see cref="Origin"/> beside it in NAME.part.json, which is written before the first byte. At any moment the
/// two tell the truth, or say less than is there.
/// </summary>
sealed class PartialFile
{
    readonly string data, note, path;

    public PartialFile(string path)
    {
        (this.path, data, note) = (path, path + ".part", path + ".part.json");
        Origin = File.Exists(data) ? Read() : null;
    }

    /// <summary>Where its bytes came from; null before the first, or where nobody can tell.</summary>
    public Origin? Origin { get; private set; }

    public string Data => data;

    public long Length => File.Exists(data) ? new FileInfo(data).Length : 0;

    /// <summary>Throws away what is there, for bytes of <paramref name="origin"/>.</summary>
    public void Begin(Origin origin)
    {
        Discard();
        File.WriteAllBytes(data, []);
        using (var stream = new FileStream(note + ".new", FileMode.Create))
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("url", origin.Url);
            if (origin.ETag is not null)
                json.WriteString("etag", origin.ETag);
            if (origin.Modified is { } modified)
                json.WriteString("modified", modified);
            if (origin.Total is { } total)
                json.WriteNumber("total", total);
            json.WriteEndObject();
        }

        File.Move(note + ".new", note, overwrite: true);
        Origin = origin;
    }

    /// <summary>Opens it for more bytes at its end.</summary>
    public FileStream Append() => new(data, FileMode.Append, FileAccess.Write, FileShare.Read, 1);

    /// <summary>Throws away what is there.</summary>
    public void Discard()
    {
        Origin = null;
        File.Delete(note);
        File.Delete(data);
    }

    /// <summary>It is whole: it gets its name, after its bytes have reached the disk.</summary>
    public void Finish()
    {
        using (var stream = new FileStream(data, FileMode.Open, FileAccess.ReadWrite))
            stream.Flush(flushToDisk: true);
        File.Move(data, path, overwrite: true);
        File.Delete(note);
    }

    Origin? Read()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(note));
            var root = json.RootElement;
            return new(
                root.GetProperty("url").GetString()!,
                root.TryGetProperty("etag", out var tag) ? tag.GetString() : null,
                root.TryGetProperty("modified", out var modified) ? modified.GetDateTimeOffset() : null,
                root.TryGetProperty("total", out var total) ? total.GetInt64() : null);
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
