using System.Text;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Looks a member up in an XML documentation file. The files are large (the framework's: 30 MB) and asked rarely, so they are searched, not kept.</summary>
internal static class DocumentationFile
{
    const int Block = 1 << 18;

    /// <summary>The <c>member</c> element of an id such as <c>T:System.String</c>; null when there is none, or no such file.</summary>
    public static string? Find(string path, string id)
    {
        if (!File.Exists(path))
            return null;
        using var file = File.OpenRead(path);
        var start = Search(file, 0, $"<member name=\"{id.Replace("&", "&amp;").Replace("<", "&lt;")}\"");
        var end = start < 0 ? -1 : Search(file, start, "</member>");
        if (end < 0)
            return null;
        var bytes = new byte[end - start + "</member>".Length];
        file.Position = start;
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Where the text is in the file from a position on, or -1.</summary>
    static long Search(FileStream file, long from, string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        var buffer = new byte[Block];
        file.Position = from;
        for (var kept = 0; ;)
        {
            var read = file.Read(buffer, kept, buffer.Length - kept);
            var found = buffer.AsSpan(0, kept + read).IndexOf(sought);
            if (found >= 0)
                return from + found;
            if (read == 0)
                return -1;
            var next = Math.Min(kept + read, sought.Length - 1); // the text may lie across the border
            buffer.AsSpan(kept + read - next, next).CopyTo(buffer);
            from += kept + read - next;
            kept = next;
        }
    }
}
