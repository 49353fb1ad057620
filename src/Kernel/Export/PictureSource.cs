using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Export;

/// <summary>Where the pictures of Markdown cells come from: the notebook's folder, or a cell's attachments.</summary>
/// <param name="folder">The notebook's folder, or null.</param>
internal sealed class PictureSource(string? folder)
{
    const string Attachment = "attachment:";

    /// <summary>Whether the address leads off this machine.</summary>
    public static bool IsRemote(string address) => address.StartsWith("//", StringComparison.Ordinal)
        || Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp";

    /// <summary>The picture as a data URI; null when it is not there or not a picture.</summary>
    public string? DataUri(string address, JsonObject? attachments)
    {
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return address;
        var name = Uri.UnescapeDataString(address.Split('?', '#')[0]);
        if (name.StartsWith(Attachment, StringComparison.Ordinal))
            return OfAttachment(attachments?[name[Attachment.Length..]] as JsonObject);
        if (folder is null || MimeType(name) is not { } mimeType)
            return null;
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? $"data:{mimeType};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : null;
    }

    static string? OfAttachment(JsonObject? bundle) =>
        bundle?.FirstOrDefault(entry => entry.Key.StartsWith("image/", StringComparison.Ordinal)) is { Key: { } mimeType, Value: { } content }
            ? $"data:{mimeType};base64,{Json.Text(content).Replace("\n", "")}" : null;

    static string? MimeType(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        ".webp" => "image/webp",
        _ => null,
    };
}
