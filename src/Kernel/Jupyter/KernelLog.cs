namespace Marginalia.Kernel.Jupyter;

/// <summary>What the kernel has to say to whoever started it: one line for each thing that went wrong.</summary>
internal sealed class KernelLog(TextWriter writer)
{
    readonly Lock _gate = new();

    public void Write(string line)
    {
        lock (_gate)
        {
            writer.WriteLine($"kit kernel: {line.ReplaceLineEndings(" | ")}");
            writer.Flush();
        }
    }
}
