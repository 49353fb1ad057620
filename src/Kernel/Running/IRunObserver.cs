using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Running;

/// <summary>Watches a run. Calls never overlap; those between start and finish of a cell come on another thread. All do nothing unless implemented.</summary>
public interface IRunObserver
{
    /// <summary>A cell starts.</summary>
    void CellStarted(CellStart cell)
    {
    }

    /// <summary>Console text as the cell wrote it, with its carriage returns; <paramref name="name"/> is <c>stdout</c> or <c>stderr</c>.</summary>
    void StreamText(string name, string text)
    {
    }

    /// <summary>A value is shown, or with <paramref name="update"/> replaces the earlier one of the same id.</summary>
    void Displayed(MimeBundle bundle, string displayId, bool update)
    {
    }

    /// <summary>The value of the cell's trailing expression.</summary>
    void Returned(MimeBundle bundle)
    {
    }

    /// <summary>A cell is over.</summary>
    void CellFinished(CellRun cell)
    {
    }
}
