using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Languages;

/// <summary>A language whose variables other languages can read and set.</summary>
internal interface IVariables
{
    /// <summary>What its cells have declared, the latest declaration of each name.</summary>
    IEnumerable<Variable> Variables { get; }

    /// <summary>Declares a variable, in place of an earlier one of that name.</summary>
    /// <exception cref="ValueException">The name or the value does not fit the language.</exception>
    void Declare(Variable variable, CellExecution cell);
}
