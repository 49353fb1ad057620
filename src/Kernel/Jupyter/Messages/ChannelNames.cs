namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>The protocol's words for channels.</summary>
internal static class ChannelNames
{
    public static string Text(this ChannelName channel) => channel switch
    {
        ChannelName.Shell => "shell",
        ChannelName.Control => "control",
        ChannelName.Stdin => "stdin",
        ChannelName.Iopub => "iopub",
        _ => "hb",
    };
}
