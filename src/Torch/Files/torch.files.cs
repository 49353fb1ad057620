namespace TorchSharp;

public static partial class torch
{
    /// <summary>Files of tensors that PyTorch's world knows. (An addition: TorchSharp has no such class.)</summary>
    public static class files
    {
        /// <summary>Reads the tensors of a file of Python's <c>torch.save</c>: a state dictionary, or anything nested, whose names are then joined by dots. Numbers and strings are left out.</summary>
        /// <remarks>Nothing in the file is executed. Tensors that shared memory share it again.</remarks>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">The file is damaged, holds a single tensor (use <see cref="load"/>), or refers to anything of Python but tensors and dictionaries.</exception>
        public static Dictionary<string, Tensor> ReadPyTorch(string location)
        {
            using var file = new PyTorchFile(location);
            if (file.Root is PickledTensor) throw file.Damaged("it holds a single tensor without a name: use torch.load");
            return ReadAll(file.Tensors.Select(t => t.Name), i => file.Read(file.Tensors[i].Name, file.Tensors[i].Tensor));
        }

        /// <summary>Writes a dictionary that Python's <c>torch.load</c> gives. A file that exists is replaced only once the new one is complete.</summary>
        public static void WritePyTorch(string location, IReadOnlyDictionary<string, Tensor> tensors) =>
            SafeFile.Write(location, stream => PyTorchWriter.WriteState(stream, ArchiveName(location), tensors));

        /// <summary>Reads all tensors of a safetensors file.</summary>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">The file is damaged.</exception>
        /// <exception cref="NotSupportedException">A tensor has an element type that libtorch here lacks, such as F8_E4M3.</exception>
        public static Dictionary<string, Tensor> ReadSafetensors(string location) => ReadSafetensors(location, out _);

        public static Dictionary<string, Tensor> ReadSafetensors(string location, out Dictionary<string, string> metadata)
        {
            using var file = new SafetensorsFile(location);
            metadata = file.Metadata;
            return ReadAll(file.Entries.Select(e => e.Name), i => file.Read(file.Entries[i]));
        }

        /// <summary>Writes a safetensors file, the same bytes for the same tensors. A file that exists is replaced only once the new one is complete.</summary>
        /// <exception cref="NotSupportedException">The format lacks a tensor's element type.</exception>
        public static void WriteSafetensors(string location, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
            SafeFile.Write(location, stream => SafetensorsWriter.Write(stream, tensors, metadata));

        /// <summary>Reads one tensor after the other; none is left behind if one fails.</summary>
        static Dictionary<string, Tensor> ReadAll(IEnumerable<string> names, Func<int, Tensor> read)
        {
            var result = new Dictionary<string, Tensor>();
            var complete = false;
            try
            {
                foreach (var name in names) result.Add(name, read(result.Count));
                complete = true;
                return result;
            }
            finally
            {
                if (!complete)
                    foreach (var tensor in result.Values)
                        tensor.Dispose();
            }
        }
    }
}
