namespace Marginalia.Kernel.Intelligence;

/// <summary>What a completion stands for.</summary>
public enum CompletionKind
{
    /// <summary>A variable of a method, or of a query.</summary>
    Local,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A variable of the notebook.</summary>
    Variable,

    /// <summary>A method or function.</summary>
    Method,

    /// <summary>An extension method.</summary>
    ExtensionMethod,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A field.</summary>
    Field,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A value of an enumeration.</summary>
    EnumMember,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A class or record.</summary>
    Class,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A delegate type.</summary>
    Delegate,

    /// <summary>A type parameter.</summary>
    TypeParameter,

    /// <summary>A namespace.</summary>
    Namespace,

    /// <summary>A keyword.</summary>
    Keyword,

    /// <summary>The name of an argument, with its colon.</summary>
    ArgumentName,

    /// <summary>A line such as <c>#!time</c> or <c>#r</c>.</summary>
    Directive,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A NuGet package, or a version of one.</summary>
    Package,
}
