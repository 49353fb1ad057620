using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network, with parameters, buffers and parts of its own.</summary>
        public partial class Module : IDisposable
        {
            readonly OrderedDictionary<string, Parameter> ownParameters = [];
            readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> ownBuffers = [];
            readonly OrderedDictionary<string, Module> ownModules = [];

            /// <summary>What <see cref="GetName"/> answers.</summary>
            protected string name;

            protected Module(string name) => this.name = name;

            /// <summary>The name that the module was made with.</summary>
            public virtual string GetName() => name;

            /// <summary>True if the module is in training mode, where dropout drops and batch norms measure.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>Switches this module and all in it to training mode, or out of it.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in ownModules.Values) child.train(train);
            }

            /// <summary>Switches this module and all in it out of training mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> for every module in this one, parts first, and for this one; returns this.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in ownModules.Values) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Removes the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters()) ZeroGradient(parameter, set_to_none);
            }

            internal static void ZeroGradient(Parameter parameter, bool setToNone)
            {
                if (setToNone)
                {
                    parameter.grad = null;
                    return;
                }
                using var gradient = parameter.grad;
                gradient?.detach_().zero_();
            }

            /// <summary>Adds a parameter; its name must be new and free of dots.</summary>
            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName(name, "parameter", "Parameter", ownParameters.ContainsKey(name));
                if (param is not null) ownParameters.Add(name, param);
            }

            /// <summary>Adds a tensor that belongs to the module's state but is not trained. One that is not persistent stays out of the state dictionary.</summary>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name, "buffer", "Tensor", ownBuffers.ContainsKey(name));
                if (tensor is not null) ownBuffers.Add(name, (tensor.DetachFromDisposeScope(), persistent));
            }

            /// <summary>Adds a part.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name, "module", "Sub-module", ownModules.ContainsKey(name));
                if (submodule is not null) ownModules.Add(name, submodule);
            }

            /// <summary>Adds a part.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            static void CheckName(string name, string kind, string title, bool taken)
            {
                if (name.Length == 0) throw new ArgumentException($"{kind} name can't be empty");
                if (name.Contains('.')) throw new ArgumentException($"{kind} name can't contain \".\", got: {name}");
                if (taken) throw new InvalidOperationException($"{title} {name} is already registered.");
            }

            /// <summary>Registers all fields that hold modules, parameters and tensors (as buffers), under their names; call it at the end of the constructor.</summary>
            protected virtual void RegisterComponents()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        Register(field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name, field.GetValue(this));
            }

            void Register(string field, object? value)
            {
                if (ownModules.ContainsKey(field) || ownParameters.ContainsKey(field) || ownBuffers.ContainsKey(field)) return;
                if (value is Module module) register_module(field, module);
                else if (value is Parameter parameter) register_parameter(field, parameter);
                else if (value is Tensor tensor) register_buffer(field, tensor);
            }

            /// <summary>Registers a parameter, or replaces the one of that name; null removes it.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) ownParameters.Remove(name);
                else ownParameters[name] = value;
            }

            /// <summary>Registers a buffer, or replaces the one of that name; null removes it.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) ownBuffers.Remove(name);
                else ownBuffers[name] = (value.DetachFromDisposeScope(), persistent);
            }

            /// <summary>Forgets all parts.</summary>
            protected void ClearModules() => ownModules.Clear();

            /// <summary>Frees the parameters and buffers of this module and of all in it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in ownParameters.Values) parameter.Dispose();
                foreach (var buffer in ownBuffers.Values) buffer.Tensor.Dispose();
                foreach (var child in ownModules.Values) child.Dispose();
            }
        }
    }
}
