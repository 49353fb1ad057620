namespace Marginalia.Kernel.Formatting;

/// <summary>What a reader wants to know of an exception: what its class adds, the message, what caused it, where it was thrown.</summary>
internal static class ExceptionMembers
{
    static readonly HashSet<string> s_common = [.. typeof(Exception).GetProperties().Select(property => property.Name)];

    public static IEnumerable<(string Name, object? Value)> Of(Exception error)
    {
        yield return ("Message", error.Message);
        foreach (var member in Members.Of(error).Where(member => !s_common.Contains(member.Name) && member.Value is not null))
            yield return member;
        if (error.Data.Count > 0)
            yield return ("Data", error.Data);
        if (error.InnerException is { } inner && error is not AggregateException)
            yield return ("InnerException", inner);
        if (error.StackTrace is { } trace)
            yield return ("StackTrace", trace);
    }
}
