namespace Marginalia.Datasets.Fetching;

/// <summary>A request did not bring what was asked for.</summary>
/// <param name="message">What happened.</param>
/// <param name="final">True: asking the same mirror again is of no use.</param>
/// <param name="wait">How long the server asks to wait.</param>
sealed class TransferException(string message, bool final = false, TimeSpan? wait = null) : Exception(message)
{
    public bool Final { get; } = final;

    public TimeSpan? Wait { get; } = wait;
}
