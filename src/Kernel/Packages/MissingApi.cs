using System.Reflection;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Packages;

/// <summary>Errors of code that was compiled against .NET Interactive and calls what is not here, in words.</summary>
internal static partial class MissingApi
{
    /// <summary>What is missing, or null when the error is another one.</summary>
    public static string? Describe(Exception error)
    {
        while (error is TargetInvocationException or TypeInitializationException && error.InnerException is { } inner)
            error = inner;
        if (error is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] })
            error = first;
        var name = error switch
        {
            MissingMemberException or TypeLoadException => Quoted().Match(error.Message).Groups["name"].Value,
            FileNotFoundException { FileName: { } file } => file.Split(',')[0],
            _ => "",
        };
        return name.Contains("Microsoft.DotNet.Interactive", StringComparison.Ordinal) || name.Contains("Microsoft.AspNetCore.Html", StringComparison.Ordinal)
            ? $"It needs {name} of .NET Interactive, which is not supported here."
            : null;
    }

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();
}
