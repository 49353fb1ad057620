namespace Marginalia;

/// <summary>
/// Names the class that renders a type in a notebook. Notebook engines look for an attribute of this name by reflection,
/// so that a library needs no reference to any of them. On the assembly it names a class that renders types of other libraries.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with a public parameterless constructor and a method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The MIME types that are emitted, best first; each one must be among the formatters.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
