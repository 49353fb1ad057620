using System.Runtime.InteropServices;
using System.Text;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>
        /// A module of TorchScript. Its parameters, buffers and parts are those of the script, under the same names: they can be
        /// trained, moved, saved and loaded as of any module.
        /// </summary>
        public partial class ScriptModule : nn.Module
        {
            readonly ScriptHandle script;

            internal ScriptModule(ScriptHandle script) : base(NameOf(script))
            {
                this.script = script;
                foreach (var (member, tensor) in Members(ScriptMember.Parameter)) register_parameter(member, new Parameter(tensor));
                foreach (var (member, tensor) in Members(ScriptMember.Buffer)) register_buffer(member, new Tensor(tensor));
                foreach (var (member, module) in Members(ScriptMember.Module)) register_module(member, new ScriptModule(new ScriptHandle(module)));
            }

            static unsafe string NameOf(ScriptHandle script)
            {
                nint text;
                NativeError.Check(Native.mt_script_name(script, &text));
                return Encoding.UTF8.GetString(Take(text));
            }

            static unsafe byte[] Take(nint text)
            {
                long length;
                var start = Native.mt_text(text, &length);
                var result = new ReadOnlySpan<byte>(start, checked((int)length)).ToArray();
                Native.mt_text_free(text);
                return result;
            }

            unsafe List<(string Name, nint Handle)> Members(ScriptMember kind)
            {
                int count;
                NativeError.Check(Native.mt_script_members(script, kind, &count));
                var result = new List<(string, nint)>();
                for (var i = 0; i < count; i++)
                {
                    byte* title;
                    var handle = Native.mt_script_member(i, &title);
                    result.Add((Marshal.PtrToStringUTF8((nint)title)!, handle));
                }
                return result;
            }

            /// <summary>The module as a file of TorchScript.</summary>
            internal unsafe byte[] ToBytes()
            {
                nint text;
                NativeError.Check(Native.mt_script_save(script, &text));
                return Take(text);
            }

            /// <summary>The number of arguments of forward.</summary>
            public int GetNumberOfInputs() => Arity().Inputs;

            /// <summary>The number of results of forward; a tuple is one.</summary>
            public int GetNumberOfOutputs() => Arity().Outputs;

            unsafe (int Inputs, int Outputs) Arity()
            {
                int inputs, outputs;
                NativeError.Check(Native.mt_script_arity(script, &inputs, &outputs));
                return (inputs, outputs);
            }

            /// <summary>True if the module is in training mode.</summary>
            public override bool training => Native.mt_script_training(script) != 0;

            /// <summary>Switches this module and all in it to training mode, or out of it.</summary>
            public override void train(bool on = true) => NativeError.Check(Native.mt_script_train(script, on ? 1 : 0));

            /// <summary>The tensors that are neither parameters nor buffers, with their names.</summary>
            public (string name, Tensor buffer)[] named_attributes(bool recurse = true)
            {
                IEnumerable<(string, Tensor)> own = Members(ScriptMember.Attribute).Select(a => (a.Name, new Tensor(a.Handle)));
                if (!recurse) return [.. own];
                return [.. own, .. named_children().SelectMany(c => ((ScriptModule)c.module).named_attributes().Select(a => ($"{c.name}.{a.name}", a.buffer)))];
            }

            /// <summary>Replaces a tensor of the module.</summary>
            /// <exception cref="ExternalException">There is none of that name.</exception>
            public unsafe void set_attribute(string name, Tensor buffer)
            {
                fixed (byte* title = Encoding.UTF8.GetBytes($"{name}\0")) NativeError.Check(Native.mt_script_set(script, title, buffer.Handle));
                GC.KeepAlive(buffer);
            }

            /// <summary>Calls the script's forward. Arguments are tensors, numbers, truth values, strings, null, or lists, tuples and dictionaries of them.</summary>
            /// <returns>A Tensor, a Scalar, a string or null; Tensor[] or Scalar[] for a list; a value tuple of tensors or of scalars; object[] for other lists and tuples; a dictionary.</returns>
            /// <exception cref="ExternalException">The script fails; the message is the script's own.</exception>
            public object call(params object[] input) => forward(input);

            /// <inheritdoc cref="call"/>
            public object forward(params object[] input) => invoke("forward", input);

            /// <summary>Calls a method of the script.</summary>
            /// <inheritdoc cref="call"/>
            public object invoke(string name, params object[] objs) => ScriptResult.Plain(Invoke(name, objs))!;

            public TResult invoke<TResult>(string name, params object[] inputs) => ScriptResult.As<TResult>(Invoke(name, inputs));

            public TResult invoke<T, TResult>(string name, params T[] inputs) => ScriptResult.As<TResult>(Invoke(name, inputs.Cast<object?>()));

            internal unsafe object? Invoke(string name, IEnumerable<object?> arguments)
            {
                fixed (byte* title = Encoding.UTF8.GetBytes($"{name}\0"))
                {
                    var method = title;
                    using var result = new ScriptValue(ScriptValue.Gather(arguments, (items, count, target) => Native.mt_script_call(script, method, items, count, target)));
                    return result.Read();
                }
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                if (disposing) script.Dispose();
            }
        }
    }
}
