using System.Text;

namespace TorchSharp.Modules;

public abstract partial class OptimizerHelper
{
    /// <summary>Saves options and states in TorchSharp's format. A file that exists is replaced only once the new one is complete.</summary>
    public void save_state_dict(string location) => SafeFile.Write(location, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        save_state_dict(writer);
    });

    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        DatFormat.WriteNumber(writer, state.Options.Count);
        DatFormat.WriteNumber(writer, state.State.Count);
        foreach (var options in state.Options) options.SaveStateDict(writer);
        foreach (var one in state.State) one.SaveStateDict(writer);
        writer.Flush();
    }

    /// <summary>Loads options and states that an optimiser of the same kind, with as many groups and parameters, has saved. If that fails, nothing is changed.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The file is of another kind of optimiser, or of other parameters.</exception>
    /// <exception cref="EndOfStreamException">The file is truncated.</exception>
    /// <exception cref="InvalidDataException">The file is of no such format.</exception>
    public void load_state_dict(string location)
    {
        using var stream = SafeFile.OpenRead(location);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var state = state_dict();
        using var before = new MemoryStream();
        using var writer = new BinaryWriter(before, Encoding.UTF8, leaveOpen: true);
        save_state_dict(writer);
        var complete = false;
        try
        {
            Read(reader, state);
            complete = true;
        }
        finally
        {
            before.Position = 0;
            using var old = new BinaryReader(before);
            if (!complete) Read(old, state);
        }
    }

    void Read(BinaryReader reader, StateDictionary state)
    {
        var (file, part) = (DatFormat.Name(reader), "the options");
        var kind = DatFormat.ReadName(reader, "the optimiser");
        if (kind != GetType().Name) throw new ArgumentException($"{file} holds the state of {kind}, not of {GetType().Name}.");
        var (groups, states) = (DatFormat.ReadNumber(reader, "the number of groups"), DatFormat.ReadNumber(reader, "the number of states"));
        if (groups != state.Options.Count || states != state.State.Count)
            throw new ArgumentException($"{file} holds {groups} groups and {states} parameters, but the optimiser has {state.Options.Count} and {state.State.Count}.");
        try
        {
            foreach (var options in state.Options) options.LoadStateDict(reader);
            for (var i = 0; i < state.State.Count; i++)
            {
                part = $"the state of parameter {i}";
                state.State[i].LoadStateDict(reader);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new EndOfStreamException($"{file} ends within {part} of {kind}: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{file} does not fit {part} of {kind}: {e.Message}", e);
        }
    }
}
