namespace Marginalia.Kernel.Documents;

/// <summary>A notebook cannot be read, run or parametrised; the message is one line for the reader.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>With a message for the reader.</summary>
    public NotebookException(string message) : base(message)
    {
    }

    /// <summary>With a message for the reader and the cause.</summary>
    public NotebookException(string message, Exception inner) : base(message, inner)
    {
    }
}
