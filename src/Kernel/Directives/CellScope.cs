using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary>Where a directive stands.</summary>
/// <param name="Languages">The languages of the engine.</param>
/// <param name="Language">The language of the lines around it.</param>
internal sealed record CellScope(LanguageTable Languages, ICellLanguage Language);
