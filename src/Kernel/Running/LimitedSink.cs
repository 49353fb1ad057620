using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Running;

/// <summary>Hands a run's output on to its recorder and observer until a limit is reached; a note then says what is left out.</summary>
internal sealed class LimitedSink(RunRecorder recorder, IRunObserver observer, OutputLimits limits) : IOutputSink
{
    const int Piece = 4096;

    readonly Dictionary<string, int> _sizes = [];
    int _earlierText, _earlierShown, _shown;
    long _left;

    public void Stream(string name, string text)
    {
        for (var start = 0; start < text.Length; start += Piece) // what rewrites its line takes no room
            Keep(name, text.Substring(start, Math.Min(Piece, text.Length - start)));
    }

    public void Display(MimeBundle bundle, string displayId, bool update)
    {
        var kept = Fitting(bundle, _sizes.GetValueOrDefault(displayId));
        _sizes[displayId] = Size(kept);
        observer.Displayed(kept, displayId, update);
    }

    public void Result(MimeBundle bundle) => observer.Returned(Fitting(bundle, 0));

    /// <summary>The cell is over: says how much of its text is left out, if any.</summary>
    public void EndCell()
    {
        _earlierText += recorder.TextLength;
        _earlierShown += _shown;
        if (_left > 0)
            observer.StreamText("stderr", $"[{_left:N0} more characters of text were left out: a run keeps {limits.OfCell:N0} of a cell, {limits.OfNotebook:N0} of a notebook]\n");
        (_shown, _left) = (0, 0);
    }

    void Keep(string name, string text)
    {
        var room = Math.Min(limits.OfCell, limits.OfNotebook - _earlierText) - recorder.TextLength;
        if (_left > 0 || text.Length > room)
        {
            var kept = _left == 0 && room > 0 ? text[..room] : "";
            kept = kept[..(kept.LastIndexOf('\n') is >= 0 and var end ? end + 1 : kept.Length)];
            _left += text.Length - kept.Length;
            text = kept;
        }
        if (text.Length > 0)
            observer.StreamText(name, text);
    }

    /// <summary>The bundle, or a note in its place when there is no room for it.</summary>
    MimeBundle Fitting(MimeBundle bundle, int replaced)
    {
        var (size, room) = (Size(bundle), Math.Min(limits.OfCell, limits.OfNotebook - _earlierShown) - _shown + replaced);
        if (size > room)
            bundle = MimeBundle.Of("text/plain", $"[a value of {size:N0} characters was left out: a run keeps {limits.OfCell:N0} of a cell, {limits.OfNotebook:N0} of a notebook]");
        _shown += Size(bundle) - replaced;
        return bundle;
    }

    static int Size(MimeBundle bundle) => bundle.Data.Values.Sum(text => text.Length);
}
