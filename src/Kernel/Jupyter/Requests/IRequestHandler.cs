namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Answers one type of message.</summary>
internal interface IRequestHandler
{
    /// <summary>The type.</summary>
    string Type { get; }

    /// <summary>Whether it may also come on the control channel, while a cell runs.</summary>
    bool OnControl => false;

    /// <summary>Answers. Status is told around it.</summary>
    /// <exception cref="Messages.MessageException">The message's content is wrong.</exception>
    void Handle(JupyterRequest request);
}
