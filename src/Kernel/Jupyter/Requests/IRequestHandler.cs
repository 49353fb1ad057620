namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Answers one type of message.</summary>
internal interface IRequestHandler
{
    /// <summary>The type.</summary>
    string Type { get; }

    /// <summary>Whether it may also come on the control channel, while a cell runs.</summary>
    bool OnControl => false;

    /// <summary>Whether it need not wait for a long cell: it only looks at what the cells have made so far.</summary>
    bool Aside => false;

    /// <summary>Answers. Status is told around it.</summary>
    /// <exception cref="Messages.MessageException">The message's content is wrong.</exception>
    void Handle(JupyterRequest request);
}
