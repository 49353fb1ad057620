using System.Globalization;
using System.Reflection;
using System.Text;

namespace Marginalia.Tests.Shared;

/// <summary>Types, parameters and constants as C# writes them, for <see cref="ApiLister"/>.</summary>
static class ApiNames
{
    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    internal static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        if (type.IsFunctionPointer) return $"delegate*<{Join(type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType()))}>";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        if (definition == typeof(Nullable<>)) return Of(arguments[0]) + "?";
        if (definition.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true && arguments.Length is >= 2 and <= 7) return $"({Join(arguments)})";
        return Qualified(definition, arguments);
    }

    static string Qualified(Type definition, Type[] arguments)
    {
        var chain = new Stack<Type>();
        for (var type = definition; type is not null; type = type.DeclaringType) chain.Push(type);
        var text = new StringBuilder(string.IsNullOrEmpty(definition.Namespace) ? "" : definition.Namespace);
        var used = 0;
        foreach (var type in chain)
        {
            text.Append(text.Length == 0 ? "" : ".").Append(type.Name.Split('`')[0]);
            var total = type.GetGenericArguments().Length;
            if (total > used) text.Append('<').Append(Join(arguments[used..total])).Append('>');
            used = total;
        }
        return text.ToString();
    }

    static string Join(IEnumerable<Type> types) => string.Join(", ", types.Select(Of));

    internal static string Return(MethodInfo method)
    {
        var attributes = method.ReturnParameter.CustomAttributes;
        var reference = !method.ReturnType.IsByRef ? "" : Has(attributes, "IsReadOnlyAttribute") ? "ref readonly " : "ref ";
        return reference + Of(method.ReturnType) + TupleNames(attributes);
    }

    internal static string Parameters(MethodBase method)
    {
        var extension = Has(method.CustomAttributes, "ExtensionAttribute");
        return $"({string.Join(", ", method.GetParameters().Select((p, i) => Parameter(p, extension && i == 0)))})";
    }

    internal static string Parameter(ParameterInfo parameter, bool isThis)
    {
        var (attributes, type) = (parameter.CustomAttributes.ToList(), parameter.ParameterType);
        var text = new StringBuilder(isThis ? "this " : "");
        if (Has(attributes, "ParamArrayAttribute") || Has(attributes, "ParamCollectionAttribute")) text.Append("params ");
        if (type.IsByRef) text.Append(parameter.IsOut ? "out " : Has(attributes, "IsReadOnlyAttribute") ? "in " : Has(attributes, "RequiresLocationAttribute") ? "ref readonly " : "ref ");
        text.Append(Of(type)).Append(TupleNames(attributes)).Append(' ').Append(parameter.Name);
        if (parameter.IsOptional || parameter.HasDefaultValue) text.Append(" = ").Append(Literal(parameter.RawDefaultValue, type.IsByRef ? type.GetElementType()! : type));
        return text.ToString();
    }

    /// <summary>The names of tuple elements, which callers can see.</summary>
    internal static string TupleNames(IEnumerable<CustomAttributeData> attributes)
    {
        var found = attributes.FirstOrDefault(a => a.AttributeType.Name == "TupleElementNamesAttribute");
        if (found?.ConstructorArguments is not [{ Value: IEnumerable<CustomAttributeTypedArgument> names }]) return "";
        return $" {{{string.Join(",", names.Select(n => (string?)n.Value ?? "_"))}}}";
    }

    internal static string Constraints(Type[] generics)
    {
        var text = new StringBuilder();
        foreach (var generic in generics)
        {
            var attributes = generic.GenericParameterAttributes;
            var constraints = new List<string>();
            if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) constraints.Add("class");
            if (Has(generic.CustomAttributes, "IsUnmanagedAttribute")) constraints.Add("unmanaged");
            else if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) constraints.Add("struct");
            constraints.AddRange(generic.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal));
            if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) constraints.Add("new()");
            if (constraints.Count > 0) text.Append($" where {generic.Name} : {string.Join(", ", constraints)}");
        }
        return text.ToString();
    }

    internal static string Literal(object? value, Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        if (value is null or DBNull || value == Type.Missing) return type.IsValueType && underlying is null ? "default" : "null";
        var plain = underlying ?? type;
        if (plain.IsEnum) return EnumLiteral(plain, value);
        return value switch
        {
            string text => Quoted(text),
            char c => c < 32 ? $"'\\u{(int)c:x4}'" : $"'{c}'",
            bool b => b ? "true" : "false",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
            decimal m => m.ToString(CultureInfo.InvariantCulture) + "m",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    static string EnumLiteral(Type type, object value)
    {
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            if (Convert.ToDecimal(field.GetRawConstantValue()) == Convert.ToDecimal(value))
                return $"{Of(type)}.{field.Name}";
        return $"({Of(type)}){value}";
    }

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\0' => "\\0", _ => c < 32 ? $"\\u{(int)c:x4}" : c.ToString() });
        return quoted.Append('"').ToString();
    }

    internal static bool Has(IEnumerable<CustomAttributeData> attributes, string name) => attributes.Any(a => a.AttributeType.Name == name);
}
