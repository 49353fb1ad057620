using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Running;

/// <summary>Collects a run's outputs, cell by cell, and passes them on to the observer as they come.</summary>
internal sealed class OutputRecorder(IRunObserver observer) : IOutputSink
{
    readonly Dictionary<string, (CellOutputs Cell, int Index)> _displays = [];
    CellOutputs _current = new(0);

    /// <summary>Outputs of the next cell go into a new list.</summary>
    public CellOutputs Begin(int executionCount) => _current = new(executionCount);

    public void Stream(string name, string text)
    {
        _current.AddText(name, text);
        observer.StreamText(name, text);
    }

    public void Display(MimeBundle bundle, string displayId, bool update)
    {
        if (!update)
            _displays[displayId] = (_current, _current.Add(new DisplayOutput(bundle)));
        else if (_displays.TryGetValue(displayId, out var place))
            place.Cell.Replace(place.Index, new DisplayOutput(bundle));
        observer.Displayed(bundle, update);
    }

    public void Result(MimeBundle bundle)
    {
        _current.Add(new ResultOutput(bundle, _current.ExecutionCount));
        observer.Displayed(bundle, update: false);
    }
}
