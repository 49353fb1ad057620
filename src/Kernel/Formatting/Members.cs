using System.Diagnostics;
using System.Reflection;

namespace Marginalia.Kernel.Formatting;

/// <summary>The members of an object that a reader sees: public properties, then fields, of derived types first.</summary>
internal static class Members
{
    /// <summary>Name and value; a value whose getter throws is a <see cref="ThrownValue"/>.</summary>
    public static IEnumerable<(string Name, object? Value)> Of(object owner) => owner is Task task ? OfTask(task) :
        from member in OfType(owner.GetType())
        select (member.Name, Value(member, owner));

    /// <summary>Properties and fields.</summary>
    public static IEnumerable<MemberInfo> OfType(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(All).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && IsReadable(property.PropertyType));
        var fields = type.GetFields(All).Where(field => IsReadable(field.FieldType));
        return properties.DistinctBy(property => property.Name).Concat<MemberInfo>(fields.DistinctBy(field => field.Name))
            .Where(member => member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never);
    }

    /// <summary>A task is not waited for; its result is shown when it is there.</summary>
    static IEnumerable<(string Name, object? Value)> OfTask(Task task)
    {
        yield return ("Status", task.Status);
        if (task.IsFaulted)
            yield return ("Exception", task.Exception.InnerExceptions.Count == 1 ? task.Exception.InnerException : task.Exception);
        else if (task.IsCompletedSuccessfully && task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult")
            yield return ("Result", result.GetValue(task));
    }

    static object? Value(MemberInfo member, object owner)
    {
        try
        {
            return member is FieldInfo field ? field.GetValue(owner) : ((PropertyInfo)member) is var property && property.PropertyType.IsByRefLike ? SpanMember.Copy(property, owner) : property.GetValue(owner);
        }
        catch (TargetInvocationException error) when (error.InnerException is not (OperationCanceledException or ThreadInterruptedException))
        {
            return new ThrownValue(error.InnerException!);
        }
    }

    static bool IsReadable(Type type) => !type.IsPointer && !type.IsFunctionPointer && !type.IsByRef && (!type.IsByRefLike || SpanMember.IsSpan(type));
}
