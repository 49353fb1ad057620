using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Runs cells.</summary>
/// <param name="engine">Runs them.</param>
/// <param name="history">Remembers them.</param>
/// <param name="input">Asks the user for them.</param>
/// <param name="waiting">The messages that are still to be answered.</param>
internal sealed class ExecuteHandler(NotebookEngine engine, ExecutionHistory history, InputDesk input, Func<IEnumerable<JupyterMessage>> waiting) : IRequestHandler
{
    readonly Lock _gate = new();
    readonly HashSet<JupyterMessage> _aborted = [];
    CancellationTokenSource? _running;
    JupyterRequest? _request;
    int _count;
    bool _ended;

    public string Type => "execute_request";

    /// <summary>Stops the running cell, if there is one.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <summary>Stops the running cell, and every one that comes after it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _running?.Cancel();
        }
    }

    /// <summary>Answers the running cell, which ends the process.</summary>
    public void Lose()
    {
        const string message = "The cell ended the process of the kernel. Variables are lost; the front end starts a new kernel.";
        if (_request is not { } request)
            return;
        engine.LastOutput?.Flush();
        Fail(request, stopOnError: false, "KernelEnded", message, [message]);
        request.PublishStatus("idle");
    }

    public void Handle(JupyterRequest request)
    {
        if (_aborted.Remove(request.Message))
        {
            request.Reply(new() { ["status"] = "aborted" }); // without a number: the cell keeps the one it had
            return;
        }
        var cell = new CellRequest(request.Content);
        if (cell.Stored)
            _count++;
        var entry = cell.Stored ? history.Add(_count, cell.Code) : null;
        if (!cell.Silent)
            request.Publish("execute_input", new() { ["code"] = cell.Code, ["execution_count"] = _count });

        using var cancellation = new CancellationTokenSource();
        lock (_gate)
        {
            (_running, _request) = (cancellation, request);
            if (_ended)
                cancellation.Cancel();
        }

        var sink = new CellSink(request, _count, cell.Silent, input);
        try
        {
            var error = engine.Execute(cell.Code, CellLanguage.Of(request.Message.Metadata.Json), $"cell {_count}", sink, cancellation.Token).Error;
            if (error is null)
                Succeed(request, Evaluate(cell.Expressions, sink, cancellation.Token));
            else
                Fail(request, cell.StopOnError, error.Name, error.Value, error.Traceback);
        }
        finally
        {
            lock (_gate)
                (_running, _request) = (null, null);
            entry?.Output = sink.ResultText;
        }
    }

    void Succeed(JupyterRequest request, JsonObject expressions) => request.Reply(new()
    {
        ["status"] = "ok",
        ["execution_count"] = _count,
        ["user_expressions"] = expressions,
        ["payload"] = new JsonArray(),
    });

    void Fail(JupyterRequest request, bool stopOnError, string name, string value, IReadOnlyList<string> traceback)
    {
        if (!request.Content.Flag("silent", false))
            request.Publish("error", ErrorContent.Broadcast(name, value, traceback));
        if (stopOnError) // what this client has sent after the cell builds on it
            _aborted.UnionWith(waiting().Where(message => message.Type == Type && message.Session == request.Message.Session));
        var content = ErrorContent.Reply(name, value, traceback);
        content["execution_count"] = _count;
        request.Reply(content);
    }

    JsonObject Evaluate(IReadOnlyDictionary<string, string> expressions, CellSink sink, CancellationToken token)
    {
        var values = new JsonObject();
        foreach (var (name, code) in expressions)
        {
            var value = new ExpressionSink(sink);
            var error = engine.Execute(code, null, $"expression {name}", value, token).Error;
            values[name] = error is not null ? ErrorContent.Reply(error.Name, error.Value, error.Traceback) : new()
            {
                ["status"] = "ok",
                ["data"] = value.Value is { } bundle ? BundleContent.Of(bundle) : new JsonObject(),
                ["metadata"] = new JsonObject(),
            };
        }
        return values;
    }

    /// <summary>What a client asks for with a cell.</summary>
    sealed class CellRequest(MessageFields content)
    {
        public string Code { get; } = content.Text("code");

        public bool Silent { get; } = content.Flag("silent", false);

        public bool Stored => !Silent && _store;

        public bool StopOnError { get; } = content.Flag("stop_on_error", true);

        public IReadOnlyDictionary<string, string> Expressions { get; } = content.Texts("user_expressions");

        readonly bool _store = content.Flag("store_history", true);
    }
}
