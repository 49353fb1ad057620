using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The modules in this one, nearest first, with their names joined by dots; not this one itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in ownModules) yield return (name, child);
                foreach (var (name, child) in ownModules)
                    foreach (var (below, module) in child.named_modules())
                        yield return ($"{name}.{below}", module);
            }

            /// <summary>The modules in this one, nearest first.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parts of this module with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules.Select(m => (m.Key, m.Value));

            /// <summary>The parts of this module.</summary>
            public virtual IEnumerable<Module> children() => ownModules.Values;

            /// <summary>The parameters of this module and, with recurse, of all in it, each once, with their names joined by dots.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in AllParameters(recurse))
                    if (seen.Add(parameter))
                        yield return (name, parameter);
            }

            /// <summary>The parameters of this module and, with recurse, of all in it, each once.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            IEnumerable<(string Name, Parameter Parameter)> AllParameters(bool recurse)
            {
                foreach (var (name, parameter) in ownParameters) yield return (name, parameter);
                if (!recurse) yield break;
                foreach (var (name, child) in ownModules)
                    foreach (var (below, parameter) in child.AllParameters(true))
                        yield return ($"{name}.{below}", parameter);
            }

            /// <summary>The buffers of this module and, with recurse, of all in it, with their names joined by dots.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (name, (tensor, persistent)) in ownBuffers)
                    if (persistent || include_nonpersistent)
                        yield return (name, tensor);
                if (!recurse) yield break;
                foreach (var (name, child) in ownModules)
                    foreach (var (below, tensor) in child.named_buffers(true, include_nonpersistent))
                        yield return ($"{name}.{below}", tensor);
            }

            /// <summary>The buffers of this module and, with recurse, of all in it.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>The parameter of that dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target) => AllParameters(true).FirstOrDefault(p => p.Name == target).Parameter;

            /// <summary>True if there is a parameter of that dotted name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The buffer of that dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>True if there is a buffer of that dotted name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>All parameters, then all persistent buffers, by their dotted names. They are the module's own, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : $"{prefix}.";
                foreach (var (name, parameter) in AllParameters(true)) destination.TryAdd(start + name, parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(start + name, buffer);
                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same names.</summary>
            /// <param name="source">From dotted names to values; converted to each parameter's type.</param>
            /// <param name="strict">Fails if a name is missing or too many.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <exception cref="InvalidOperationException">strict, and the names are not the same.</exception>
            /// <exception cref="ArgumentException">A value has another shape.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var skipped = skip ?? [];
                List<string> missing = [.. target.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !target.ContainsKey(key) && !skipped.Contains(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException($"The loaded state_dict is not identical to the target dictionary. Missing: {List(missing)}; not known to {GetName()}: {List(unexpected)}.");
                var pairs = source.Where(s => !skipped.Contains(s.Key) && target.ContainsKey(s.Key)).Select(s => (Key: s.Key, Own: target[s.Key], Value: s.Value)).ToList();
                foreach (var (key, own, value) in pairs)
                    if (!own.shape.SequenceEqual(value.shape))
                        throw new ArgumentException($"{key} of {GetName()} has the shape [{string.Join(", ", own.shape)}], but its value in the state_dict [{string.Join(", ", value.shape)}].");
                using var quiet = no_grad();
                foreach (var (_, own, value) in pairs) own.copy_(value);
                return (missing, unexpected);

                static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
            }

            /// <summary>Moves parameters and buffers, and converts those of floating-point type; they keep their identity.</summary>
            internal void Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                using var quiet = no_grad();
                foreach (var parameter in ownParameters.Values)
                    if (Converted(parameter) is { } data)
                        using (data) parameter.Assign(data);
                foreach (var (buffer, _) in ownBuffers.Values)
                    if (Converted(buffer) is { } data)
                        using (data) Ops.set_data.Do(buffer, data);
                foreach (var child in ownModules.Values) child.Convert(dtype, device, non_blocking);

                Tensor? Converted(Tensor tensor)
                {
                    var type = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                    var place = device ?? tensor.device;
                    return type == tensor.dtype && device is null ? null : tensor.to(type, place, non_blocking: non_blocking);
                }
            }
        }
    }
}
