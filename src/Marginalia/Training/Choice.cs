namespace Marginalia.Training;

/// <summary>The best of the candidates of one method and seed, whatever the order in which they come.</summary>
internal sealed class Choice : IDisposable
{
    private readonly Lock gate = new();
    private Trial? best;
    private int bestIndex;

    public int Candidates { get; private set; }

    public int Diverged { get; private set; }

    /// <summary>The winner, with its network.</summary>
    /// <exception cref="InvalidOperationException">All candidates diverged.</exception>
    public Trial Best => best ?? throw new InvalidOperationException(
        $"Comparison: all {Candidates} candidates of a method diverged, so that there is none to choose; add smaller learning rates to the grid.");

    /// <summary>Takes in a candidate; of equal ones the first in the plan's order wins.</summary>
    public void Offer(Trial trial, int index)
    {
        lock (gate)
        {
            Candidates++;
            if (trial.Network is null)
                Diverged++;
            else if (best is null || trial.Score > best.Score || trial.Score == best.Score && index < bestIndex)
            {
                best?.Dispose();
                (best, bestIndex) = (trial, index);
            }
            else
                trial.Dispose();
        }
    }

    public void Dispose() => best?.Dispose();
}
