using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>The shapes of function that formatters are made of.</summary>
internal static class Delegates
{
    public static FormatDelegate<T> Always<T>(Action<T, FormatContext> format) => (value, context) =>
    {
        format(value, context);
        return true;
    };

    public static FormatDelegate<T> Always<T>(Action<T, TextWriter> format) => Always<T>((value, context) => format(value, context.Writer));

    public static FormatDelegate<T> Always<T>(Func<T, string> format) => Always<T>((value, context) => context.Writer.Write(format(value)));
}
