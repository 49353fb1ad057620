using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Keeps the value of an expression that a client wants to know; what the expression shows goes with the cell's output.</summary>
internal sealed class ExpressionSink(IOutputSink cell) : IOutputSink
{
    public MimeBundle? Value { get; private set; }

    public void Stream(string name, string text) => cell.Stream(name, text);

    public void Display(MimeBundle bundle, string displayId, bool update) => cell.Display(bundle, displayId, update);

    public void Result(MimeBundle bundle) => Value = bundle;

    public string? ReadLine(string prompt, bool password) => cell.ReadLine(prompt, password);
}
