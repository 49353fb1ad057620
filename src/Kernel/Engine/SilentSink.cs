using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>Takes everything and keeps nothing.</summary>
internal sealed class SilentSink : IOutputSink
{
    public void Stream(string name, string text)
    {
    }

    public void Display(MimeBundle bundle, string displayId, bool update)
    {
    }

    public void Result(MimeBundle bundle)
    {
    }
}
