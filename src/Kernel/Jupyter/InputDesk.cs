using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Asks the user whose cell runs, through the client that sent the cell. One question at a time.</summary>
internal sealed class InputDesk(KernelLink link, KernelLog log)
{
    readonly object _turn = new(), _gate = new();
    Question? _open;

    sealed class Question
    {
        public required IReadOnlyList<byte[]> Peer { get; init; }

        public string Id { get; set; } = "";

        public bool Done { get; set; }

        public string? Answer { get; set; }
    }

    /// <summary>Waits for a line; the thread may be interrupted.</summary>
    /// <exception cref="InvalidOperationException">The client cannot ask.</exception>
    public string Ask(JupyterMessage cell, string prompt, bool password)
    {
        if (!cell.Content.Flag("allow_stdin", true))
            throw new InvalidOperationException("Console input: the front end that runs this cell cannot ask for it (allow_stdin is false); take the value from a parameter instead");
        lock (_turn)
        {
            var question = new Question { Peer = cell.Peer };
            lock (_gate)
            {
                _open = question;
                question.Id = link.Send(ChannelName.Stdin, cell.Peer, "input_request", cell, new() { ["prompt"] = prompt, ["password"] = password }, () => Finish(question, null));
                try
                {
                    while (!question.Done)
                        Monitor.Wait(_gate);
                }
                finally
                {
                    _open = null;
                }
            }
            return question.Answer
                ?? throw new InvalidOperationException("Console input: the front end that runs this cell allows input but is not connected to the stdin channel");
        }
    }

    /// <summary>Takes what a client sent on the stdin channel.</summary>
    public void Take(JupyterMessage message)
    {
        try
        {
            if (message.Type != "input_reply")
                throw new MessageException($"its type is {message.Type}; expected input_reply");
            var answer = message.Content.Text("value");
            lock (_gate)
            {
                if (_open is not { } question || !SamePeer(question.Peer, message.Peer))
                    throw new MessageException("this client has not been asked");
                if (message.ParentId != "" && message.ParentId != question.Id)
                    throw new MessageException("it answers an earlier question");
                Finish(question, answer);
            }
        }
        catch (MessageException error)
        {
            log.Write($"stdin: message refused: {error.Message}");
        }
    }

    void Finish(Question question, string? answer)
    {
        lock (_gate)
        {
            (question.Done, question.Answer) = (true, answer);
            Monitor.PulseAll(_gate);
        }
    }

    static bool SamePeer(IReadOnlyList<byte[]> one, IReadOnlyList<byte[]> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
