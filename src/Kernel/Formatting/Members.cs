using System.Diagnostics;
using System.Reflection;

namespace Marginalia.Kernel.Formatting;

/// <summary>The members of an object that a reader sees: public properties, then fields, of derived types first.</summary>
internal static class Members
{
    public static IEnumerable<(string Name, object? Value)> Of(object owner)
    {
        var type = owner.GetType();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name)
            .Select(property => ((MemberInfo)property, property.PropertyType));
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).DistinctBy(field => field.Name).Select(field => ((MemberInfo)field, field.FieldType));
        return from item in properties.Concat(fields)
               let member = item.Item1
               where member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never
               where !item.Item2.IsByRefLike && !item.Item2.IsPointer && !item.Item2.IsByRef
               select (member.Name, Value(member, owner));
    }

    /// <summary>The value, or the exception that its getter throws.</summary>
    static object? Value(MemberInfo member, object owner)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
    }
}
