using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Languages;

/// <summary>The languages of an engine; a notebook can add connections to databases.</summary>
internal sealed class LanguageTable(IEnumerable<ICellLanguage> languages)
{
    readonly List<ICellLanguage> _languages = [.. languages];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ICellLanguage> All => _languages;

    /// <summary>Their names, separated by commas.</summary>
    public string Names => string.Join(", ", _languages.Select(language => language.Name));

    /// <summary>The language of that name or alias, or null.</summary>
    public ICellLanguage? Find(string name)
    {
        name = CellLanguage.Normalise(name);
        return _languages.Find(language => language.Name == name) ?? _languages.Find(language => language.Name == "sql-" + name);
    }

    /// <summary>Adds one, in place of an earlier one of its name.</summary>
    public void Add(ICellLanguage language)
    {
        _languages.RemoveAll(other => other.Name == language.Name);
        _languages.Add(language);
    }
}
