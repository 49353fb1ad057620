using Marginalia.Training;

namespace Marginalia.Datasets.Fetching;

/// <summary>Shows how far a reader's check is, on a terminal.</summary>
sealed class VerifyBar(FetchSettings settings) : IProgress<double>, IDisposable
{
    const int Steps = 1000;
    readonly Lock gate = new();
    readonly Progress? bar = settings.Terminal ? new Progress("verifying", Steps, settings.Error, settings.Clock) : null;

    public void Report(double value)
    {
        lock (gate)
            bar?.Report((long)(value * Steps));
    }

    public void Dispose() => bar?.Dispose();
}
