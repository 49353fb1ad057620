using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor for PyTorch, whose <c>torch.load</c> gives a module with the tensor as its only parameter, as for files of TorchSharp and C++. A file that exists is replaced only once the new one is complete.</summary>
    /// <exception cref="ExternalException">The folder does not exist.</exception>
    public static void save(Tensor t, string location)
    {
        var folder = Path.GetDirectoryName(location);
        if (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder)) throw new ExternalException($"Parent directory {folder} does not exist.");
        SafeFile.Write(location, stream => PyTorchWriter.WriteTensor(stream, ArchiveName(location), t));
    }

    /// <summary>Reads a tensor that <see cref="save"/>, TorchSharp, C++ or Python's <c>torch.save</c> wrote; dictionaries are for <see cref="files.ReadPyTorch"/>.</summary>
    /// <exception cref="ExternalException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is not of one tensor.</exception>
    public static Tensor load(string location)
    {
        if (!File.Exists(location)) throw new ExternalException($"open file failed because of errno 2 on fopen: , file path: {location}");
        using var file = new PyTorchFile(location);
        var isOne = file.Root is PickledTensor || file.Root is PickledModule && file.Tensors is [("0", _)];
        if (!isOne) throw file.Damaged($"it holds not one tensor but {file.Tensors.Count} with names ({string.Join(", ", file.Tensors.Take(3).Select(t => t.Name))}, ...): use torch.files.ReadPyTorch");
        return file.Read("the tensor", file.Tensors[0].Tensor);
    }

    /// <summary>PyTorch names the folder in the archive after the file.</summary>
    static string ArchiveName(string location) => Path.GetFileNameWithoutExtension(location) is { Length: > 0 } name ? name : "archive";
}
