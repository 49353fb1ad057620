namespace Marginalia.Training;

/// <summary>A checkpoint cannot be continued from: it is damaged, of another version, or of another run. Network, optimizer and balancer are as before.</summary>
/// <param name="message">What is wrong with which file, and what to do.</param>
/// <param name="cause">What found it; null where nothing was thrown.</param>
public sealed class CheckpointException(string message, Exception? cause = null) : IOException(message, cause);
