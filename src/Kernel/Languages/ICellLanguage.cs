using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Languages;

/// <summary>A language that cells are written in. It keeps what its cells declared, for those that follow.</summary>
internal interface ICellLanguage
{
    /// <summary>Its name, as in <c>#!name</c>.</summary>
    string Name { get; }

    /// <summary>Answers what an editor asks about its code; null when it answers nothing.</summary>
    ICodeIntelligence? Intelligence => null;

    /// <summary>Makes assemblies known to the cells to come.</summary>
    /// <param name="assemblies">Files to compile against.</param>
    void Reference(IReadOnlyList<string> assemblies)
    {
    }

    /// <summary>What <c>#!name</c> takes.</summary>
    IReadOnlyList<Option> Options => [];

    /// <summary>Runs a piece of a cell; returns what ended it early, or null.</summary>
    /// <exception cref="DirectiveException">Its options do not fit.</exception>
    CellError? Run(CodePart code, CellExecution cell);
}
