using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Factories;

/// <summary>Every overload of the factories is called once, with arguments made from its parameters' types.</summary>
public class OverloadTests
{
    const int Count = 24;

    static readonly Dictionary<Type, (ScalarType Type, Func<int, object> Number)> Elements = new()
    {
        [typeof(bool)] = (ScalarType.Bool, i => i % 2 == 1),
        [typeof(byte)] = (ScalarType.Byte, i => (byte)i),
        [typeof(sbyte)] = (ScalarType.Int8, i => (sbyte)i),
        [typeof(short)] = (ScalarType.Int16, i => (short)i),
        [typeof(int)] = (ScalarType.Int32, i => i),
        [typeof(long)] = (ScalarType.Int64, i => (long)i),
        [typeof(Half)] = (ScalarType.Float16, i => (Half)i),
        [typeof(BFloat16)] = (ScalarType.BFloat16, i => new BFloat16(i)),
        [typeof(float)] = (ScalarType.Float32, i => (float)i),
        [typeof(double)] = (ScalarType.Float64, i => (double)i),
        [typeof((float, float))] = (ScalarType.ComplexFloat32, i => ((float)i, 2f * i)),
        [typeof((double, double))] = (ScalarType.ComplexFloat64, i => ((double)i, 2.0 * i)),
        [typeof(Complex)] = (ScalarType.ComplexFloat64, i => new Complex(i, 2 * i)),
    };

    public static TheoryData<string> Named(params string[] names) =>
        [.. typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => names.Contains(m.Name) && m.GetParameters()[0].ParameterType is var t && t != typeof(Tensor) && t != typeof(Array)).Select(m => m.ToString()!)];

    public static TheoryData<string> FromNumbers => Named("tensor", "as_tensor");

    public static TheoryData<string> FromSizes => Named("zeros", "ones", "empty", "full", "rand", "randn");

    [Theory, MemberData(nameof(FromNumbers))]
    public void Holds_the_numbers_in_the_shape_given(string signature)
    {
        var method = Find(signature);
        var parameters = method.GetParameters();
        var data = parameters[0].ParameterType;
        var isScalar = Elements.ContainsKey(data);
        var element = isScalar ? data : data.IsArray ? data.GetElementType()! : data.GetGenericArguments()[0];
        var parts = parameters.TakeWhile(p => p.ParameterType == element).Count(); // real and imaginary part
        var shape = isScalar ? [] : data.IsArray && data.GetArrayRank() > 1 ? Shape(data.GetArrayRank()) : Shape(method);
        var arguments = parameters.Select(Argument(shape)).ToArray();
        if (isScalar) for (var i = 0; i < parts; i++) arguments[i] = Expression.Constant(Elements[element].Number(i + 5));
        else arguments[0] = Expression.Constant(Data(data, element, shape), data);
        var made = Call(method, arguments);

        var asked = parameters.Any(p => p.ParameterType == typeof(ScalarType?));
        var natural = isScalar && parts == 2 ? element == typeof(float) ? ScalarType.ComplexFloat32 : ScalarType.ComplexFloat64 : Elements[element].Type;
        Assert.Equal(asked ? ScalarType.ComplexFloat64 : natural, made.dtype);
        Assert.Equal(shape, made.shape);
        using var complex = made.detach().to(ScalarType.ComplexFloat64);
        Assert.Equal(isScalar ? [parts == 2 ? new Complex(5, 6) : Number(element, 5)] : [.. Enumerable.Range(0, Count).Select(i => Number(element, i))], complex.data<Complex>().ToArray());
        if (parameters.Any(p => p.Name == "requires_grad")) Assert.Equal(asked || is_floating_point(natural), made.requires_grad);
    }

    [Theory, MemberData(nameof(FromSizes))]
    public void Has_the_shape_given(string signature)
    {
        var method = Find(signature);
        var shape = Shape(method);
        manual_seed(3);
        var made = Call(method, method.GetParameters().Select(Argument(shape)).ToArray());
        Assert.Equal(shape, made.shape);
        Assert.Equal((ScalarType.ComplexFloat64, true), (made.dtype, made.requires_grad));
        manual_seed(3);
        double? value = method.Name switch { "zeros" => 0, "ones" => 1, "full" => 7, _ => null };
        if (value is { } v) Assert.Equal([v], made.detach().data<Complex>().Select(c => c.Real).Distinct());
        if (method.Name == "rand") Assert.Equal(rand(shape, complex128).data<Complex>().ToArray(), made.detach().data<Complex>().ToArray());
        if (method.Name == "randn") Assert.Equal(randn(shape, complex128).data<Complex>().ToArray(), made.detach().data<Complex>().ToArray());
    }

    static MethodInfo Find(string signature) => typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static).Single(m => m.ToString() == signature);

    /// <summary>Called through a compiled expression, which unlike reflection can pass a span.</summary>
    static Tensor Call(MethodInfo method, Expression[] arguments) => Expression.Lambda<Func<Tensor>>(Expression.Call(method, arguments)).Compile()();

    static Complex Number(Type element, int i) => Elements[element].Number(i) switch
    {
        bool b => b ? 1 : 0,
        (float re, float im) => new(re, im),
        (double re, double im) => new(re, im),
        Complex c => c,
        BFloat16 b => b.ToSingle(),
        Half h => (double)h,
        var number => Convert.ToDouble(number),
    };

    static long[] Shape(int rank) => rank switch { 0 => [], 1 => [Count], 2 => [4, 6], 3 => [2, 3, 4], _ => [2, 3, 1, 4] };

    /// <summary>Three dimensions for a list of lengths, else as many as the method has parameters for them.</summary>
    static long[] Shape(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (parameters.Any(p => p.ParameterType == typeof(ReadOnlySpan<long>) || p.Name == "size" && p.ParameterType == typeof(long[]))) return Shape(3);
        var lengths = parameters.Count(p => p.Name is "size" or "rows" or "columns" or "dim0" or "dim1" or "dim2" or "dim3");
        return Shape(Math.Max(1, lengths));
    }

    static Func<ParameterInfo, Expression> Argument(long[] shape)
    {
        var next = 0;
        return parameter => parameter switch
        {
            { ParameterType: var t } when t == typeof(ReadOnlySpan<long>) => Expression.Convert(Expression.Constant(shape), t),
            { ParameterType: var t, Name: "size" } when t == typeof(long[]) => Expression.Constant(shape),
            { ParameterType: var t } when (t == typeof(int) || t == typeof(long)) && next < shape.Length => Expression.Constant(Convert.ChangeType(shape[next++], t)),
            { ParameterType: var t } when t == typeof(ScalarType?) => Expression.Constant((ScalarType?)ScalarType.ComplexFloat64, t),
            { ParameterType: var t } when t == typeof(Scalar) => Expression.Constant((Scalar)7, t),
            { Name: "requires_grad" } => Expression.Constant(IsDifferentiable(parameter.Member)),
            _ => Expression.Default(parameter.ParameterType),
        };
    }

    static bool IsDifferentiable(MemberInfo method)
    {
        var parameters = ((MethodInfo)method).GetParameters();
        return parameters.Any(p => p.ParameterType == typeof(ScalarType?)) || parameters[0].ParameterType == typeof(float);
    }

    static object Data(Type container, Type element, long[] shape)
    {
        var isMany = container.IsArray && container.GetArrayRank() > 1;
        var array = isMany ? Array.CreateInstance(element, shape) : Array.CreateInstance(element, Count);
        var at = 0;
        foreach (var index in Enumerable.Range(0, Count).Select(i => Position(i, isMany ? shape : [Count]))) array.SetValue(Elements[element].Number(at++), index);
        if (container.IsArray) return array;
        return Activator.CreateInstance(container.GetGenericTypeDefinition() == typeof(Memory<>) ? container : typeof(List<>).MakeGenericType(element), array)!;
    }

    static long[] Position(long place, long[] shape)
    {
        var position = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--) (position[i], place) = (place % shape[i], place / shape[i]);
        return position;
    }
}
