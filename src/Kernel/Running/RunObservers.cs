using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Running;

/// <summary>Several observers of one run, told one after the other.</summary>
public sealed class RunObservers(params IReadOnlyList<IRunObserver> all) : IRunObserver
{
    /// <inheritdoc/>
    public void CellStarted(CellStart cell) => Tell(observer => observer.CellStarted(cell));

    /// <inheritdoc/>
    public void StreamText(string name, string text) => Tell(observer => observer.StreamText(name, text));

    /// <inheritdoc/>
    public void Displayed(MimeBundle bundle, string displayId, bool update) => Tell(observer => observer.Displayed(bundle, displayId, update));

    /// <inheritdoc/>
    public void Returned(MimeBundle bundle) => Tell(observer => observer.Returned(bundle));

    /// <inheritdoc/>
    public void CellFinished(CellRun cell) => Tell(observer => observer.CellFinished(cell));

    void Tell(Action<IRunObserver> call)
    {
        foreach (var observer in all)
            call(observer);
    }
}
