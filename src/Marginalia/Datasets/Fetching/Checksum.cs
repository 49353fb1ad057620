using System.Security.Cryptography;

namespace Marginalia.Datasets.Fetching;

/// <summary>Sums of files, as lower-case hexadecimal digits.</summary>
static class Checksum
{
    /// <summary>The SHA-256 of a file.</summary>
    public static string Sha256(string path, Action<long>? read = null, CancellationToken cancel = default) => Of(path, HashAlgorithmName.SHA256, read, cancel);

    /// <summary>Null where the file has the sum that the recipe knows, else one line about what it has instead. Without a known sum it is null.</summary>
    public static string? Mismatch(RemoteFile file, string path, FetchSettings settings, CancellationToken cancel)
    {
        var (kind, algorithm, expected) = file.Sha256 is { } sha ? ("SHA-256", HashAlgorithmName.SHA256, sha) : ("MD5", HashAlgorithmName.MD5, file.Md5);
        if (expected is null)
            return null;
        var line = new ProgressLine(new FileInfo(path).Length, settings) { Label = $"checking {file.Name}" };
        string found = Of(path, algorithm, bytes => line.Add(bytes), cancel);
        line.Clear();
        return found.Equals(expected, StringComparison.OrdinalIgnoreCase) ? null : $"its {kind} is {found}; expected {expected}";
    }

    static string Of(string path, HashAlgorithmName algorithm, Action<long>? read, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[1 << 18];
        for (int count; (count = stream.Read(buffer)) > 0; read?.Invoke(count))
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
