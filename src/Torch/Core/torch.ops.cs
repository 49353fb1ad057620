using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Every operator of libtorch by its name, for what this library does not wrap. (Not in TorchSharp.)</summary>
    public static class ops
    {
        static readonly ConcurrentDictionary<string, (Op Op, OperatorSchema Schema)> Known = new();

        /// <summary>
        /// Calls an operator, for example <c>torch.ops.call("aten::add.Tensor", a, b)</c>: namespace (<c>aten</c> if left out), name and
        /// overload. Arguments are those of its schema, in order: tensors, numbers, truth values, <see cref="Scalar"/>, <see cref="ScalarType"/>,
        /// <see cref="Device"/>, <see cref="Generator"/>, strings, arrays or lists of tensors and numbers, and null for "none". Those left out at
        /// the end take their defaults. (Not in TorchSharp.)
        /// </summary>
        /// <returns>All results: a Tensor, a Tensor[], a long, a double, a bool, or null for an undefined tensor.</returns>
        /// <exception cref="ArgumentException">No such operator, or the arguments do not fit; the message has the schema.</exception>
        /// <exception cref="ExternalException">The operator failed.</exception>
        public static object?[] call(string name, params object?[] arguments)
        {
            if (arguments.GetType() != typeof(object[])) arguments = [arguments]; // one array of tensors, that C# took for all arguments
            var (op, schema) = Known.GetOrAdd(name, Find);
            var args = new Arg[arguments.Length];
            for (var i = 0; i < args.Length; i++) args[i] = Convert(arguments[i], i, schema);
            if (schema.Misfit([.. args.Select(a => (ArgKind?)a.Kind)]) is { } misfit) throw new ArgumentException(misfit, nameof(arguments));
            return op.CallObjects(args);
        }

        /// <summary>Calls an operator with one result, for example <c>torch.ops.call&lt;Tensor&gt;("aten::add.Tensor", a, b)</c>. (Not in TorchSharp.)</summary>
        /// <exception cref="InvalidCastException">The result is of another type; the message names it.</exception>
        public static T call<T>(string name, params object?[] arguments)
        {
            var results = call(name, arguments);
            if (results is [T result]) return result;
            throw new InvalidCastException($"{name} gives ({string.Join(", ", results.Select(r => r?.GetType().Name ?? "null"))}), not one {typeof(T).Name}.");
        }

        static (Op, OperatorSchema) Find(string name)
        {
            var qualified = name.Contains("::") ? name : "aten::" + name;
            var dot = qualified.IndexOf('.');
            var op = dot < 0 ? new Op(qualified) : new Op(qualified[..dot], qualified[(dot + 1)..]);
            try
            {
                return (op, OperatorSchema.Parse(op.Schema));
            }
            catch (ExternalException e)
            {
                throw new ArgumentException($"{e.Message}.{Overloads(dot < 0 ? qualified : qualified[..dot])}", nameof(name), e);
            }
        }

        static unsafe string Overloads(string name)
        {
            var all = Marshal.PtrToStringUTF8((nint)Native.mt_all_schemas())!.Split('\n');
            var others = all.Where(s => s.StartsWith(name + "(") || s.StartsWith(name + ".")).ToList();
            return others.Count == 0 ? "" : $" {name} is there as:\n  {string.Join("\n  ", others)}";
        }

        static Arg Convert(object? value, int position, OperatorSchema schema) => value switch
        {
            null => Arg.None,
            Tensor v => v,
            bool v => v,
            byte or sbyte or short or ushort or int or uint or long => System.Convert.ToInt64(value),
            float or double => System.Convert.ToDouble(value),
            Scalar v => v,
            ScalarType v => v,
            Device v => v,
            Generator v => v,
            string v => v,
            IEnumerable<long> v => v.ToArray(),
            IEnumerable<int> v => Array.ConvertAll(v.ToArray(), i => (long)i),
            IEnumerable<double> v => v.ToArray(),
            IEnumerable<float> v => Array.ConvertAll(v.ToArray(), f => (double)f),
            IEnumerable<bool> v => v.ToArray(),
            IEnumerable<Tensor?> v => v.Contains(null) ? Arg.OptionalTensors(v.ToArray()) : Arg.Tensors(v.ToArray()!),
            _ => throw new ArgumentException($"Argument {position} is a {value.GetType().Name}, which no operator takes, in a call of {schema.Text}"),
        };
    }
}
