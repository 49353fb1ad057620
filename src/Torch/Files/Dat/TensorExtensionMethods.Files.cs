using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    const string Name = "the tensor";

    /// <summary>Saves the tensor in TorchSharp's format; PyTorch's is <see cref="torch.save"/>.</summary>
    public static void Save(this Tensor tensor, string location) => SafeFile.Write(location, stream => tensor.Save(stream));

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        DatFormat.Write(writer, tensor);
        writer.Flush();
    }

    /// <summary>Reads a tensor of TorchSharp's format. With skip, its elements are read over and are zero.</summary>
    /// <exception cref="EndOfStreamException">The stream ends within the tensor.</exception>
    /// <exception cref="InvalidDataException">The stream holds no tensor.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var header = DatFormat.ReadHeader(reader, Name);
        if (!skip) return DatFormat.ReadData(reader, header, Name);
        DatFormat.SkipData(reader, header, Name);
        return zeros(header.Shape, header.Type);
    }

    /// <summary>Reads elements into this tensor, which must have the shape and element type of the one saved. With skip, they are only read over.</summary>
    /// <exception cref="ArgumentException">Shape or element type are others.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var header = DatFormat.ReadHeader(reader, Name);
        if (skip)
        {
            DatFormat.SkipData(reader, header, Name);
            return;
        }
        if (header.Type != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading from {DatFormat.Name(reader)}: {header.Type} in the file, {tensor.dtype} in the tensor. Make sure that the model you are loading into is exactly the same as the origin.");
        if (!header.Shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading from {DatFormat.Name(reader)}: {FileElements.Text(header.Shape)} in the file, {FileElements.Text(tensor.shape)} in the tensor. Make sure that the model you are loading into is exactly the same as the origin.");
        using var value = DatFormat.ReadData(reader, header, Name);
        using var quiet = no_grad();
        tensor.copy_(value);
    }

    /// <summary>As the other overloads: into the tensor if there is one, else a new one.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null) tensor = Load(reader, skip);
        else tensor.Load(reader, skip);
    }
}
