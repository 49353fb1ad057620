namespace Marginalia.Datasets;

/// <summary>A batch could not be made; <see cref="Exception.InnerException"/> is what the data set or the augmentation threw.</summary>
public sealed class LoadingException : Exception
{
    internal LoadingException(long step, long? index, Exception cause)
        : base($"DataLoader: {(index is null ? "" : $"example {index} in ")}the batch of step {step}: {cause.Message}", cause) =>
        (Step, Index) = (step, index);

    /// <summary>Step of the batch.</summary>
    public long Step { get; }

    /// <summary>Index of the example in the data set; null where the batch was read as a whole.</summary>
    public long? Index { get; }
}
