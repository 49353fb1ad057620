using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Tests.Engine;

/// <summary>Writes down what a cell sends, in order, one string per call.</summary>
public sealed class RecordingSink : IOutputSink
{
    public List<string> Calls { get; } = [];

    public List<MimeBundle> Results { get; } = [];

    /// <summary>All calls, with neighbouring console texts of the same stream joined.</summary>
    public string Log
    {
        get
        {
            var log = new List<string>();
            foreach (var call in Calls)
                if (log.Count > 0 && call.Split(':')[0] is "stdout" or "stderr" && log[^1].StartsWith(call[..7]))
                    log[^1] += call[7..];
                else
                    log.Add(call);
            return string.Join(" | ", log);
        }
    }

    public void Stream(string name, string text) => Calls.Add($"{name}:{text.Replace("\n", "\\n")}");

    public void Display(MimeBundle bundle, string displayId, bool update) => Calls.Add($"{(update ? "update" : "display")}:{bundle["text/plain"] ?? bundle.Data.Values.First()}");

    public void Result(MimeBundle bundle)
    {
        Results.Add(bundle);
        Calls.Add($"result:{bundle["text/plain"]}");
    }
}
