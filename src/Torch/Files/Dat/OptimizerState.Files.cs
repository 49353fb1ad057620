using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract partial class OptimizerState
{
    /// <summary>Reads the state as <see cref="SaveStateDict"/> has written it.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Writes the state: numbers and tensors in the order of their fields.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Writes whether there is a tensor, and the tensor.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Replaces a tensor by the one that <see cref="SaveConditionalStateTensor"/> wrote, or by null.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        var loaded = reader.ReadBoolean() ? TensorExtensionMethods.Load(reader).DetachFromDisposeScope() : null;
        if (loaded is not null && device.type != DeviceType.CPU) loaded = loaded.to(device, disposeAfter: true).DetachFromDisposeScope();
        result?.Dispose();
        result = loaded;
    }

    /// <summary>Reads a tensor of the parameter's shape, or none.</summary>
    private protected void ReadConditional(BinaryReader reader, ref Tensor? own)
    {
        LoadConditionalStateTensor(reader, ref own, _parameter.device);
        if (own is { } loaded && !loaded.shape.SequenceEqual(_parameter.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: {FileElements.Text(loaded.shape)} in the file, {FileElements.Text(_parameter.shape)} of the parameter.");
    }
}
