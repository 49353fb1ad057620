namespace Marginalia.Kit.Status;

/// <summary>The chapters under notebooks/ and their order.</summary>
internal static class Chapters
{
    /// <summary>Those that the house knows.</summary>
    public static IReadOnlyList<string> Known => ordered;

    static readonly string[] ordered =
        ["data", "balancing", "architectures", "training", "augmentation", "efficiency", "self-supervision", "transfer", "detection", "search", "continual", "agents"];

    /// <summary>The entries chapter by chapter; chapters that the house does not know come last, by name.</summary>
    public static IEnumerable<IGrouping<string, NotebookEntry>> Group(IEnumerable<NotebookEntry> entries) => Group(entries, entry => entry.Chapter);

    /// <summary>Anything that belongs to chapters, in the same order.</summary>
    public static IEnumerable<IGrouping<string, T>> Group<T>(IEnumerable<T> items, Func<T, string> chapterOf) =>
        items.GroupBy(chapterOf)
            .OrderBy(chapter => Array.IndexOf(ordered, chapter.Key) is >= 0 and var rank ? rank : ordered.Length)
            .ThenBy(chapter => chapter.Key, StringComparer.Ordinal);

    /// <summary>The chapter as a heading: <c>self-supervision</c> becomes <c>Self supervision</c>.</summary>
    public static string Heading(string chapter) =>
        chapter.Length == 0 ? "Other" : char.ToUpperInvariant(chapter[0]) + chapter[1..].Replace('-', ' ');
}
