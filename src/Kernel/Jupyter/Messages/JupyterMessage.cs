using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>A message from a client, checked and taken apart.</summary>
internal sealed class JupyterMessage
{
    const int Parts = 4;
    static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    JupyterMessage(ChannelName channel, IReadOnlyList<byte[]> peer, byte[] rawHeader, JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content)
    {
        (Channel, Peer, RawHeader, Metadata, Content) = (channel, peer, rawHeader, new(metadata, "metadata"), new(content, "content"));
        var fields = new MessageFields(header, "header");
        (Id, Type, Session) = (fields.Text("msg_id"), fields.Text("msg_type"), fields.Text("session", ""));
        ParentId = new MessageFields(parent, "parent_header").Text("msg_id", "");
    }

    /// <summary>What stands between the sender's identities and the message.</summary>
    public static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Where it came in.</summary>
    public ChannelName Channel { get; }

    /// <summary>The sender, to answer it.</summary>
    public IReadOnlyList<byte[]> Peer { get; }

    /// <summary>The header as it came; it is the parent header of every answer.</summary>
    public byte[] RawHeader { get; }

    public string Id { get; }

    public string Type { get; }

    /// <summary>The client.</summary>
    public string Session { get; }

    /// <summary>The message that this one answers; empty for none.</summary>
    public string ParentId { get; }

    public MessageFields Metadata { get; }

    public MessageFields Content { get; }

    /// <summary>Reads the frames of a message; raw buffers at its end are ignored.</summary>
    /// <exception cref="MessageException">It is broken, or its signature is missing, wrong or used before.</exception>
    public static JupyterMessage Read(ChannelName channel, IReadOnlyList<byte[]> frames, MessageSigner signer)
    {
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(Delimiter))
            at++;
        if (frames.Count < at + 2 + Parts)
            throw new MessageException(at == frames.Count ? "it has no delimiter" : $"it has {frames.Count - at - 1} parts after the delimiter; expected {1 + Parts}");
        byte[][] parts = [.. frames.Skip(at + 2).Take(Parts)];
        signer.Check(frames[at + 1], parts);
        return new(channel, [.. frames.Take(at)], parts[0], Parse(parts[0], "header"), Parse(parts[1], "parent_header"), Parse(parts[2], "metadata"), Parse(parts[3], "content"));
    }

    static JsonObject Parse(byte[] part, string name)
    {
        if (!Utf8.IsValid(part))
            throw new MessageException($"its {name} is not UTF-8");
        try
        {
            return JsonNode.Parse(part, documentOptions: s_strict) as JsonObject ?? throw new MessageException($"its {name} is not a JSON object");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: half of a surrogate pair in a name
        {
            throw new MessageException($"its {name} is not JSON: {error.Message}");
        }
    }
}
