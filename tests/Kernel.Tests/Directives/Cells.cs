using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Tests.Engine;

namespace Marginalia.Kernel.Tests.Directives;

/// <summary>Runs cells one after the other in an engine, and writes down what they show.</summary>
public sealed class Cells
{
    public NotebookEngine Engine { get; } = new();

    /// <summary>Answers to what cells ask, in order.</summary>
    public Queue<string> Answers { get; } = [];

    /// <summary>What was asked.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The bundles that the last cell showed.</summary>
    public List<MimeBundle> Shown { get; private set; } = [];

    /// <summary>What the last of the cells shows, or its error; those before it must succeed.</summary>
    public string Run(params string[] cells)
    {
        foreach (var cell in cells[..^1])
        {
            var (error, log) = Execute(cell);
            Assert.True(error is null, $"{cell}\n{log}");
        }
        return Execute(cells[^1]).Log;
    }

    (CellError? Error, string Log) Execute(string cell)
    {
        var sink = new AnsweringSink(this);
        Shown = sink.Shown;
        var error = Engine.Execute(cell, sink, TestContext.Current.CancellationToken).Error;
        return (error, error is null ? sink.Log : string.Join('\n', error.Traceback));
    }

    sealed class AnsweringSink(Cells cells) : IOutputSink
    {
        readonly RecordingSink _recorded = new();

        public string Log => _recorded.Log;

        public List<MimeBundle> Shown { get; } = [];

        public void Stream(string name, string text) => _recorded.Stream(name, text);

        public void Display(MimeBundle bundle, string displayId, bool update)
        {
            Shown.Add(bundle);
            _recorded.Display(bundle, displayId, update);
        }

        public void Result(MimeBundle bundle)
        {
            Shown.Add(bundle);
            _recorded.Result(bundle);
        }

        public string? ReadLine(string prompt, bool password)
        {
            cells.Questions.Add((password ? "password: " : "") + prompt);
            return cells.Answers.TryDequeue(out var answer) ? answer : null;
        }
    }
}
