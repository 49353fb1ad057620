using System.Text;
using System.Text.Unicode;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Text files: UTF-8, with or without a byte-order mark; where every line ends in CR LF that counts as LF.</summary>
internal static class PlainText
{
    /// <exception cref="NotebookException">The bytes are not UTF-8.</exception>
    public static string Of(byte[] bytes, string name)
    {
        if (!Utf8.IsValid(bytes))
            throw new NotebookException($"{name}: it is not text in UTF-8");
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
        var withLf = text.Replace("\r\n", "\n");
        return text.Length - withLf.Length == withLf.Count(c => c == '\n') ? withLf : text;
    }
}
