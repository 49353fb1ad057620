using Marginalia.Architectures;

namespace Marginalia.Training;

/// <summary>Parameters of a run that its <see cref="SelectionRule"/> may want, with the measure on validation data of each.</summary>
internal sealed class KeptParameters(SelectionRule rule) : IDisposable
{
    private readonly List<(NetworkCopy Copy, double[] Validation)> kept = [];

    /// <summary>The measure on validation data [T], mean over what is kept; empty where nothing is.</summary>
    public double[] Validation => kept.Count == 0 ? [] : [.. Enumerable.Range(0, kept[0].Validation.Length).Select(task => kept.Average(item => item.Validation[task]))];

    /// <summary>Takes in the parameters of an evaluation.</summary>
    /// <param name="network">The network as it is now.</param>
    /// <param name="validation">Its measure on validation data [T].</param>
    /// <param name="score">What it is ranked by; higher is better.</param>
    public void Offer(MultiTaskModule network, double[] validation, Func<double[], double> score)
    {
        if (rule.IsBest && (!double.IsFinite(score(validation)) || kept.Count > 0 && !(score(validation) > score(kept[0].Validation))))
            return;
        kept.Add((new NetworkCopy(network), validation));
        while (kept.Count > rule.Count)
        {
            kept[0].Copy.Dispose();
            kept.RemoveAt(0);
        }
    }

    /// <summary>Gives the network the latest parameters that are kept.</summary>
    public void RestoreLatest(MultiTaskModule network)
    {
        if (kept.Count > 0)
            kept[^1].Copy.Restore(network);
    }

    /// <summary>The mean over what is kept of a number per task; the network has the latest parameters of them afterwards.</summary>
    public double[] MeanOf(MultiTaskModule network, Func<MultiTaskModule, double[]> measure)
    {
        double[][] measured = [.. kept.Select(item =>
        {
            item.Copy.Restore(network);
            return measure(network);
        })];
        return [.. measured[0].Select((_, task) => measured.Average(values => values[task]))];
    }

    public void Dispose() => kept.ForEach(item => item.Copy.Dispose());
}
