namespace Marginalia.Datasets;

/// <summary>Files of a data set are missing or damaged; each line of the message names a file and says what is wrong with it.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>One file is wrong.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="problem">What is wrong, what was expected, what to do.</param>
    /// <param name="cause">What was thrown while the file was read.</param>
    public DatasetException(string file, string problem, Exception? cause = null)
        : this([$"{file}: {problem}"], cause)
    {
    }

    /// <summary>Several files are wrong.</summary>
    /// <param name="problems">One line each, which names the file.</param>
    /// <param name="cause">What was thrown while the files were read.</param>
    public DatasetException(IReadOnlyList<string> problems, Exception? cause = null)
        : base(string.Join(Environment.NewLine, problems), cause) => Problems = problems;

    /// <summary>All that is wrong, one line each, which names the file.</summary>
    public IReadOnlyList<string> Problems { get; }
}
