using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters of this module itself.</summary>
            protected OrderedDict<string, Parameter> _internal_params = new();
            /// <summary>The buffers of this module itself, and whether each is saved.</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            /// <summary>The registered parts.</summary>
            protected OrderedDict<string, Module> _internal_submodules = new();

            /// <summary>Adds a parameter, which leaves its dispose scope; its name must be new and free of dots. Null is ignored.</summary>
            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName(name, "parameter", "Parameter", _internal_params.ContainsKey(name));
                if (param is not null) _internal_params.Add(name, Keep(param));
            }

            /// <summary>Adds a tensor that belongs to the module's state but is not trained; it leaves its dispose scope. One that is not persistent stays out of the state dictionary.</summary>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name, "buffer", "Tensor", _internal_buffers.ContainsKey(name));
                if (tensor is not null) _internal_buffers.Add(name, (Keep(tensor), persistent));
            }

            /// <summary>Adds a part.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name, "module", "Sub-module", _internal_submodules.ContainsKey(name));
                if (submodule is not null) _internal_submodules.Add(name, submodule);
            }

            /// <summary>Adds a part.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            static T Keep<T>(T tensor) where T : Tensor
            {
                tensor.DetachFromDisposeScope();
                return tensor;
            }

            internal static void CheckName(string name, string kind, string title = "", bool taken = false)
            {
                if (string.IsNullOrEmpty(name)) throw new ArgumentException($"{kind} name can't be empty");
                if (name.Contains('.')) throw new ArgumentException($"{kind} name can't contain \".\", got: {name}");
                if (taken) throw new InvalidOperationException($"{title} {name} is already registered.");
            }

            /// <summary>
            /// Registers all fields that hold modules, parameters and tensors (as buffers), under their names or what
            /// <see cref="ComponentNameAttribute"/> says; call it at the end of the constructor. Lists and arrays of modules are not
            /// looked into: make them a <see cref="Modules.ModuleList{T}"/>.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (var (component, value) in Components())
                {
                    if (_internal_submodules.ContainsKey(component) || _internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component)) continue;
                    if (value is Module module) register_module(component, module);
                    else if (value is Parameter parameter) register_parameter(component, parameter);
                    else if (value is Tensor tensor) register_buffer(component, tensor);
                }
            }

            /// <summary>The fields, those of the class itself before those of its bases. The properties of this library's classes register what they are set to.</summary>
            IEnumerable<(string Name, object? Value)> Components()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        if (type.Assembly != typeof(Module).Assembly || !field.Name.StartsWith('<'))
                            yield return (field.ComponentName(), field.GetValue(this));
            }

            /// <summary>What fields hold that is not registered, in words for an error message; empty if there is none.</summary>
            internal string Unregistered()
            {
                var known = new HashSet<object>(Parts.Select(p => (object)p.Module).Concat(_internal_params.values()).Concat(enclosed), System.Collections.Generic.ReferenceEqualityComparer.Instance);
                var words = new List<string>();
                foreach (var (field, value) in Components())
                {
                    if (value is Module or Modules.Parameter && !known.Contains(value)) words.Add($"the field {field} of {GetName()} holds a {value.GetType().Name} that is not registered: call RegisterComponents() at the end of the constructor");
                    else if (value is IEnumerable list and not (Module or Tensor or string) && Elements(list).Any(e => e is Module or Modules.Parameter && !known.Contains(e)))
                        words.Add($"the field {field} of {GetName()} is a collection of modules or parameters, which is not looked into: use ModuleList, ModuleDict, ParameterList or ParameterDict");
                }
                words.AddRange(Parts.Select(part => part.Module.Unregistered()).Where(text => text.Length > 0));
                return string.Join("; ", words);

                static IEnumerable<object?> Elements(IEnumerable list) => list is IDictionary table ? table.Values.Cast<object?>() : list is ICollection ? list.Cast<object?>() : [];
            }

            /// <summary>Registers a parameter, or replaces the one of that name; null removes it.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _internal_params.Remove(name);
                else _internal_params[name] = Keep(value);
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value) =>
                ConditionallyRegisterParameter(name, value is null ? null : value as Parameter ?? new Parameter(value));

            /// <summary>Registers a buffer, or replaces the one of that name; null removes it.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _internal_buffers.Remove(name);
                else _internal_buffers[name] = (Keep(value), persistent);
            }

            /// <summary>Forgets all parts.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>After a field-by-field copy: takes tables of its own.</summary>
            private protected virtual void BecomeCopy()
            {
                (_internal_params, _internal_buffers, _internal_submodules) = (_internal_params.Copy(), _internal_buffers.Copy(), _internal_submodules.Copy());
            }
        }
    }
}
