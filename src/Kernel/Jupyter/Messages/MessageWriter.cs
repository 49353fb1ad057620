using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>Puts together what the kernel sends.</summary>
internal sealed class MessageWriter(MessageSigner signer)
{
    /// <summary>The version of the protocol that the kernel speaks.</summary>
    public const string Version = "5.4";

    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string _session = Guid.NewGuid().ToString("N");
    long _count;

    /// <summary>The frames of a message.</summary>
    /// <param name="addressees">The identities of the peer, or the topic of a broadcast.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">The message that led to it, or null.</param>
    /// <param name="content">What it says.</param>
    /// <param name="id">Its identity.</param>
    public IReadOnlyList<byte[]> Write(IEnumerable<byte[]> addressees, string type, JupyterMessage? parent, JsonObject content, out string id)
    {
        id = $"{_session}_{Interlocked.Increment(ref _count)}";
        var header = new JsonObject
        {
            ["msg_id"] = id,
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("O"),
            ["msg_type"] = type,
            ["version"] = Version,
        };
        byte[][] parts = [Bytes(header), parent?.RawHeader ?? "{}"u8.ToArray(), "{}"u8.ToArray(), Bytes(content)];
        return [.. addressees, JupyterMessage.Delimiter.ToArray(), signer.Sign(parts), .. parts];
    }

    static byte[] Bytes(JsonObject json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
            json.WriteTo(writer);
        return stream.ToArray();
    }
}
