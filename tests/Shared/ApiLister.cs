using System.Reflection;

namespace Marginalia.Tests.Shared;

/// <summary>
/// Lists the public surface of an assembly: one line per public type, per thing it inherits and per public or protected
/// member, as <c>DeclaringType.Member KIND: signature</c>, sorted by character code. KIND is T (type), C (constructor),
/// M (method), P (property), F (field), E (enum member) or V (event).
/// </summary>
/// <param name="flat">Adds the members that a type inherits from types of the same assembly.</param>
/// <param name="modifiers">Shows virtual, abstract, override and sealed.</param>
sealed class ApiLister(bool flat = false, bool modifiers = true)
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    readonly SortedSet<string> lines = new(StringComparer.Ordinal);

    /// <summary>The lines for all public types of <paramref name="assembly"/>.</summary>
    public IReadOnlyCollection<string> List(Assembly assembly)
    {
        lines.Clear();
        foreach (var type in assembly.GetTypes())
            if (IsVisible(type))
                AddType(type);
        return lines;
    }

    void AddType(Type type)
    {
        var name = ApiNames.Of(type);
        var generics = type.IsGenericTypeDefinition ? type.GetGenericArguments() : [];
        if (type.DeclaringType is { IsGenericTypeDefinition: true } outer) generics = generics[outer.GetGenericArguments().Length..];
        var access = type.IsNested && !type.IsNestedPublic ? "protected" : "public";
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            lines.Add($"{name} T: {access} delegate {ApiNames.Return(invoke)} {name}{ApiNames.Parameters(invoke)}{ApiNames.Constraints(generics)}");
            return;
        }
        lines.Add($"{name} T: {access} {Kind(type)} {name}{ApiNames.Constraints(generics)}");
        foreach (var inherited in Inherited(type)) lines.Add($"{name} T: {inherited}");
        for (var from = type; from is not null && (from == type || flat && from.Assembly == type.Assembly); from = from.BaseType)
            AddMembers(from, name, own: from == type);
    }

    string Kind(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (type.IsByRefLike) return "ref struct";
        if (type.IsValueType) return modifiers && ApiNames.Has(type.CustomAttributes, "IsReadOnlyAttribute") ? "readonly struct" : "struct";
        if (type is { IsAbstract: true, IsSealed: true }) return "static class";
        if (!modifiers) return "class";
        return type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
    }

    static IEnumerable<string> Inherited(Type type)
    {
        if (type.IsEnum) return [$"underlying {ApiNames.Of(Enum.GetUnderlyingType(type))}"];
        var interfaces = type.GetInterfaces().Where(i => IsVisible(i.IsGenericType ? i.GetGenericTypeDefinition() : i));
        var bases = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? interfaces.Prepend(b) : interfaces;
        return bases.Select(t => $"inherits {ApiNames.Of(t)}");
    }

    void AddMembers(Type type, string name, bool own)
    {
        if (own)
            foreach (var constructor in type.GetConstructors(Declared))
                if (!constructor.IsStatic && IsVisible(constructor))
                    lines.Add($"{name}..ctor C: {Access(constructor)} {type.Name.Split('`')[0]}{ApiNames.Parameters(constructor)}");
        foreach (var field in type.GetFields(Declared)) AddField(field, name);
        var accessors = new HashSet<MethodInfo>();
        foreach (var property in type.GetProperties(Declared)) AddProperty(property, name, accessors);
        foreach (var e in type.GetEvents(Declared))
        {
            if (e.AddMethod is not { } add) continue;
            accessors.Add(add);
            if (e.RemoveMethod is { } remove) accessors.Add(remove);
            if (IsVisible(add)) lines.Add($"{name}.{e.Name} V: {Modifiers(add)} event {ApiNames.Of(e.EventHandlerType!)} {e.Name}");
        }
        foreach (var method in type.GetMethods(Declared))
            if (IsVisible(method) && !accessors.Contains(method))
                lines.Add(Method(method, name, own ? type.Name.Split('`')[0] : "base"));
    }

    void AddField(FieldInfo field, string name)
    {
        var isProtected = (field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed;
        if (!field.IsPublic && !isProtected || field.Name == "value__") return;
        if (field.DeclaringType!.IsEnum)
        {
            lines.Add($"{name}.{field.Name} E: {field.Name} = {field.GetRawConstantValue()}");
            return;
        }
        var access = field.IsPublic ? "public" : "protected";
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + ApiNames.Literal(field.GetRawConstantValue(), field.FieldType) : "";
        lines.Add($"{name}.{field.Name} F: {access} {kind}{ApiNames.Of(field.FieldType)}{ApiNames.TupleNames(field.CustomAttributes)} {field.Name}{value}");
    }

    void AddProperty(PropertyInfo property, string name, HashSet<MethodInfo> accessors)
    {
        var (get, set) = (property.GetGetMethod(true), property.GetSetMethod(true));
        if (get is not null) accessors.Add(get);
        if (set is not null) accessors.Add(set);
        var (getVisible, setVisible) = (IsVisible(get), IsVisible(set));
        if (!getVisible && !setVisible) return;
        var main = getVisible && setVisible && Access(get!) != Access(set!) ? get!.IsPublic ? get : set! : getVisible ? get! : set!;
        var init = setVisible && set!.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");
        var index = property.GetIndexParameters();
        var title = index.Length == 0 ? property.Name : $"{(property.Name == "Item" ? "this" : property.Name)}[{string.Join(", ", index.Select(p => ApiNames.Parameter(p, false)))}]";
        var type = property.PropertyType;
        lines.Add($"{name}.{property.Name} P: {Modifiers(main)} {(type.IsByRef ? "ref " : "")}{ApiNames.Of(type)}{ApiNames.TupleNames(property.CustomAttributes)} {title} {{ {(getVisible ? Accessor(get!, "get") : "")}{(setVisible ? Accessor(set!, init ? "init" : "set") : "")}}}");

        string Accessor(MethodInfo accessor, string keyword) => $"{(Access(accessor) == Access(main) ? "" : Access(accessor) + " ")}{keyword}; ";
    }

    string Method(MethodInfo method, string name, string typeName)
    {
        if (method.Name == "Finalize" && method.GetParameters().Length == 0 && method.IsFamily) return $"{name}.Finalize M: protected ~{typeName}()";
        var generics = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var list = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(g => g.Name))}>";
        return $"{name}.{method.Name} M: {Modifiers(method)} {ApiNames.Return(method)} {method.Name}{list}{ApiNames.Parameters(method)}{ApiNames.Constraints(generics)}";
    }

    string Modifiers(MethodBase method)
    {
        var text = Access(method) + (method.IsStatic ? " static" : "");
        if (!modifiers || method is not MethodInfo || method.DeclaringType!.IsInterface) return text;
        var introduces = method.Attributes.HasFlag(MethodAttributes.NewSlot);
        if (method.IsAbstract) return text + (introduces ? " abstract" : " abstract override");
        if (!method.IsVirtual) return text;
        if (introduces) return method.IsFinal ? text : text + " virtual";
        return text + (method.IsFinal ? " sealed override" : " override");
    }

    static bool IsVisible(Type type) =>
        type.IsNested
            ? (type.IsNestedPublic || (type.IsNestedFamily || type.IsNestedFamORAssem) && !type.DeclaringType!.IsSealed) && IsVisible(type.DeclaringType!)
            : type.IsPublic;

    static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || (method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";
}
