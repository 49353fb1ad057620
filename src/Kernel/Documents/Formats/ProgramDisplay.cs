namespace Marginalia.Kernel.Documents.Formats;

/// <summary>What a program gets in place of a notebook's outputs: values as text on the console.</summary>
internal static class ProgramDisplay
{
    /// <summary>The method that shows a value.</summary>
    public const string Name = "display";

    /// <summary>The class's using directive.</summary>
    public const string Using = "using static NotebookDisplay;";

    /// <summary>The class.</summary>
    public const string Class = """
        // Shows values as text, where a notebook has pictures and tables.
        static class NotebookDisplay
        {
            public sealed class DisplayedValue
            {
                public void Update(object value) => display(value);
            }

            public static DisplayedValue display(object value, params string[] mimeTypes)
            {
                if (value is not DisplayedValue) System.Console.WriteLine(Text(value));
                return new();
            }

            public static DisplayedValue Display(this object value, params string[] mimeTypes) => display(value);

            public static DisplayedValue DisplayAs(this string text, string mimeType) => display(text);

            static string Text(object value) => value switch
            {
                null => "<null>",
                string text => text,
                System.Collections.IEnumerable items when value.GetType().GetMethod("ToString", System.Type.EmptyTypes).DeclaringType is { Namespace: "System" or "System.Linq" or "System.Collections.Generic" } =>
                    $"[ {string.Join(", ", System.Linq.Enumerable.Select(System.Linq.Enumerable.Cast<object>(items), Text))} ]",
                System.IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
        }
        """;
}
