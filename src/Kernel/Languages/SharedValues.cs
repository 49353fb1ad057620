using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Languages;

/// <summary>Variables by language and name.</summary>
internal static class SharedValues
{
    const int Shown = 10;

    /// <summary>The variables of a language.</summary>
    /// <exception cref="ValueException">It has none.</exception>
    public static IVariables Of(ICellLanguage language) =>
        language as IVariables ?? throw new ValueException($"{language.Name} cells have no variables");

    /// <summary>A value's text in a MIME type.</summary>
    /// <exception cref="ValueException">It has none.</exception>
    public static string Text(object? value, string mimeType)
    {
        try
        {
            return mimeType == "application/json" ? ValueJson.Write(value) : Renderer.Text(value, mimeType);
        }
        catch (ArgumentException error)
        {
            throw new ValueException(error.Message);
        }
    }

    /// <summary>One variable.</summary>
    /// <exception cref="ValueException">It is not there.</exception>
    public static Variable Read(ICellLanguage language, string name)
    {
        var variables = Of(language).Variables.ToList();
        if (variables.Find(variable => variable.Name == name) is { } found)
            return found;
        var names = variables.Select(variable => variable.Name).Order(StringComparer.Ordinal).ToList();
        var known = string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
        throw new ValueException($"there is no variable '{name}' in {language.Name}{(known == "" ? "; no cell has declared any" : $"; there is {known}")}");
    }
}
