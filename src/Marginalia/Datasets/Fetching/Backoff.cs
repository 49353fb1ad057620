namespace Marginalia.Datasets.Fetching;

/// <summary>How long to wait before the next request.</summary>
static class Backoff
{
    static readonly TimeSpan most = TimeSpan.FromMinutes(1);

    /// <summary>1, 2, 4 ... 60 seconds after so many requests without a byte, of which up to a half is left out at random; at least what the server asks for.</summary>
    public static TimeSpan After(int fruitless, TimeSpan? asked)
    {
        var full = TimeSpan.FromSeconds(Math.Min(most.TotalSeconds, Math.Pow(2, Math.Max(0, fruitless - 1))));
#pragma warning disable CA5394 // Jitter is no secret.
        var wait = full * (1 - (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
        return asked > wait ? asked.Value : wait;
    }
}
