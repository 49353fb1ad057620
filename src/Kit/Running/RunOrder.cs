using System.Text;

namespace Marginalia.Kit.Running;

/// <summary>What a child process is told: the notebook to run, ready with its parameters, and how.</summary>
/// <param name="Notebook">Its JSON.</param>
/// <param name="Folder">The working folder of its cells.</param>
/// <param name="Timeout">How long one cell may run, or null.</param>
internal sealed record RunOrder(string Notebook, string Folder, TimeSpan? Timeout)
{
    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before it.</exception>
    public static RunOrder Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        return new(reader.ReadString(), reader.ReadString(), reader.ReadInt64() is >= 0 and var ticks ? new(ticks) : null);
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Notebook);
        writer.Write(Folder);
        writer.Write(Timeout?.Ticks ?? -1);
    }
}
