namespace TorchSharp;

/// <summary>Puts a setting back when disposed, once.</summary>
sealed class Restore(Action back) : IDisposable
{
    Action? left = back;

    public void Dispose() => Interlocked.Exchange(ref left, null)?.Invoke();
}
