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
                foreach (var part in Parts) yield return part;
                foreach (var (name, child) in Parts)
                    foreach (var (below, module) in child.named_modules())
                        yield return ($"{name}.{below}", module);
            }

            /// <summary>The modules in this one, nearest first.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parts of this module with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => Parts;

            /// <summary>The parts of this module.</summary>
            public virtual IEnumerable<Module> children() => Parts.Select(part => part.Module);

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
                foreach (var own in _internal_params) yield return own;
                if (!recurse) yield break;
                foreach (var (name, child) in Parts)
                    foreach (var (below, parameter) in child.AllParameters(true))
                        yield return ($"{name}.{below}", parameter);
            }

            /// <summary>The buffers of this module and, with recurse, of all in it, with their names joined by dots.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (name, (tensor, persistent)) in _internal_buffers)
                    if (persistent || include_nonpersistent)
                        yield return (name, tensor);
                if (!recurse) yield break;
                foreach (var (name, child) in Parts)
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

            /// <summary>Copies values into the parameters and buffers of the same names. If a value does not fit, nothing is changed.</summary>
            /// <param name="source">From dotted names to values; converted to each parameter's type.</param>
            /// <param name="strict">Fails if a name is missing or too many.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names that the source lacks and those that this module lacks.</returns>
            /// <exception cref="InvalidOperationException">strict, and the names are not the same.</exception>
            /// <exception cref="ArgumentException">A value has another shape, is disposed or null, or would lose its imaginary part.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var skipped = skip ?? [];
                List<string> missing = [.. target.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !target.ContainsKey(key) && !skipped.Contains(key))];
                if (strict && missing.Count + unexpected.Count > 0) throw new InvalidOperationException(NamesDiffer(missing, unexpected));
                List<(Tensor Own, Tensor Value)> pairs = [];
                foreach (var (key, value) in source)
                {
                    if (skipped.Contains(key) || !target.TryGetValue(key, out var own)) continue;
                    if (Misfit(own, value) is { } reason) throw new ArgumentException($"{key} of {GetName()} {reason}. Nothing was loaded.");
                    pairs.Add((own, value));
                }
                using var quiet = no_grad();
                foreach (var (own, value) in pairs) own.copy_(value);
                return (missing, unexpected);
            }

            /// <summary>Why a value cannot be copied into a tensor, or null.</summary>
            internal static string? Misfit(Tensor own, Tensor? value)
            {
                if (value is null || value.IsInvalid) return $"has {(value is null ? "null" : "a disposed tensor")} as its value in the state_dict";
                if (!own.shape.SequenceEqual(value.shape)) return $"has the shape [{string.Join(", ", own.shape)}], but its value in the state_dict [{string.Join(", ", value.shape)}]";
                return value.is_complex() && !own.is_complex() ? $"is {own.dtype}, but its value in the state_dict {value.dtype}, whose imaginary part would be lost" : null;
            }

            string NamesDiffer(List<string> missing, List<string> unexpected)
            {
                var unregistered = unexpected.Count > 0 ? Unregistered() : "";
                return $"The loaded state_dict is not identical to the target dictionary.\nMissing: {List(missing)}; not known to {GetName()}: {List(unexpected)}.{(unregistered.Length > 0 ? $" Note that {unregistered}." : "")}";

                static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
            }
        }
    }
}
