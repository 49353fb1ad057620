using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Saves parameters and buffers in TorchSharp's format. A file that exists is replaced only once the new one is complete.</summary>
            /// <param name="location">The file.</param>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                SafeFile.Write(location, stream => save(stream, skip));
                return this;
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                DatFormat.Write(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Saves a state dictionary in TorchSharp's format.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null) => DatFormat.Write(writer, sd, skip);

            /// <summary>Loads parameters and buffers from TorchSharp's format. All of them are checked before any is changed.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Fails unless the file has exactly the names of the module; otherwise other names are passed over.</param>
            /// <param name="skip">Names to leave alone. (The number of entries is compared all the same: also pass strict: false where they are not in the file.)</param>
            /// <param name="loadedParameters">Gets every name of the file, with true if the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Names, shapes or element types are not the module's.</exception>
            /// <exception cref="EndOfStreamException">The file is truncated.</exception>
            /// <exception cref="InvalidDataException">The file is of no such format.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = SafeFile.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var own = state_dict();
                var names = new Dictionary<string, bool>();
                var values = new List<(Tensor Own, Tensor Value)>();
                var entries = DatFormat.ReadNumber(reader, "the number of entries");
                if (strict && entries != own.Count) throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {entries} entries in {DatFormat.Name(reader)}.");
                for (long i = 0; i < entries; i++)
                {
                    var name = DatFormat.ReadName(reader, $"entry {i} of {entries}");
                    var found = own.TryGetValue(name, out var tensor);
                    if (!found && strict)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{name}', which {DatFormat.Name(reader)} has.");
                    if (!names.TryAdd(name, found)) throw new InvalidDataException($"{DatFormat.Name(reader)} has {name} twice.");
                    var header = DatFormat.ReadHeader(reader, name);
                    if (!found || skip?.Contains(name) == true) DatFormat.SkipData(reader, header, name);
                    else
                    {
                        CheckFit(reader, name, tensor!, header);
                        values.Add((tensor!, DatFormat.ReadData(reader, header, name)));
                    }
                }
                using var quiet = no_grad();
                foreach (var (target, value) in values) target.copy_(value);
                if (loadedParameters is not null)
                    foreach (var (name, found) in names)
                        loadedParameters[name] = found;
                return this;
            }

            /// <summary>A new module with the parameters and buffers of a file that <see cref="save(string, IList{string}?)"/> wrote.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);

            static void CheckFit(BinaryReader reader, string name, Tensor own, DatFormat.Header header)
            {
                const string Advice = "Make sure that the model you are loading into is exactly the same as the origin.";
                if (header.Type != own.dtype)
                    throw new ArgumentException($"Mismatched tensor data types while loading {name} from {DatFormat.Name(reader)}: {header.Type} in the file, {own.dtype} in the module. {Advice}");
                if (!header.Shape.AsSpan().SequenceEqual(own.shape))
                    throw new ArgumentException($"Mismatched tensor shape while loading {name} from {DatFormat.Name(reader)}: {FileElements.Text(header.Shape)} in the file, {FileElements.Text(own.shape)} in the module. {Advice}");
            }
        }
    }
}
