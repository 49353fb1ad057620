namespace Marginalia.Datasets.Files;

/// <summary>Opens the files of data sets; what goes wrong is said with the name of the file.</summary>
internal static class SourceFile
{
    /// <summary>Opens a file for reading, without a buffer.</summary>
    /// <exception cref="DatasetException">There is no such file, or it may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="DatasetException">There is no such file, or it may not be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>The lines of a text file without blanks at their ends; empty lines are left out.</summary>
    /// <exception cref="DatasetException">There is no such file, or it may not be read.</exception>
    public static string[] ReadLines(string path) => [.. TextLine.Read(path).Select(line => line.Text)];

    private static DatasetException Unreadable(string path, Exception error) => new(path, error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file is missing; the data set is not complete: fetch or convert it again",
        UnauthorizedAccessException => Directory.Exists(path) ? "this is a folder; a file is expected" : "the file may not be read; change its permissions",
        _ => $"the file cannot be read: {error.Message}",
    }, error);
}
