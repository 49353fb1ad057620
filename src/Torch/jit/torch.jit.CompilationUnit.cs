using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>Compiles functions written in TorchScript.</summary>
        /// <param name="script">Functions, as <c>def name(a, b): ...</c>.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The script is wrong; the message says where.</exception>
        public static unsafe CompilationUnit compile(string script)
        {
            nint unit;
            fixed (byte* source = Encoding.UTF8.GetBytes($"{script}\n\0")) NativeError.Check(Native.mt_script_compile(source, &unit));
            return new(new(unit));
        }

        /// <summary>Compiled functions of TorchScript.</summary>
        public class CompilationUnit : IDisposable
        {
            readonly UnitHandle unit;

            internal CompilationUnit(UnitHandle unit) => this.unit = unit;

            /// <summary>Calls a function.</summary>
            /// <inheritdoc cref="ScriptModule.call"/>
            public object invoke(string name, params object[] objs) => ScriptResult.Plain(Invoke(name, objs))!;

            public TResult invoke<TResult>(string name, params object[] inputs) => ScriptResult.As<TResult>(Invoke(name, inputs));

            public TResult invoke<T, TResult>(string name, params T[] inputs) => ScriptResult.As<TResult>(Invoke(name, inputs.Cast<object?>()));

            unsafe object? Invoke(string name, IEnumerable<object?> arguments)
            {
                fixed (byte* title = Encoding.UTF8.GetBytes($"{name}\0"))
                {
                    var function = title;
                    using var result = new ScriptValue(ScriptValue.Gather(arguments, (items, count, target) => Native.mt_unit_call(unit, function, items, count, target)));
                    return result.Read();
                }
            }

            /// <summary>Frees the functions.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) unit.Dispose();
            }
        }
    }
}
