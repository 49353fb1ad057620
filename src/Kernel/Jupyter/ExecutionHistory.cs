using System.IO.Enumeration;

namespace Marginalia.Kernel.Jupyter;

/// <summary>The cells of this session that asked to be remembered. There is one session, number 1; 0 means the current one.</summary>
internal sealed class ExecutionHistory
{
    public const int Session = 1;

    readonly Lock _gate = new();
    readonly List<Entry> _entries = [];

    /// <summary>One cell.</summary>
    /// <param name="Number">Its counter.</param>
    /// <param name="Code">Its text.</param>
    internal sealed record Entry(int Number, string Code)
    {
        /// <summary>Its result as text, or null.</summary>
        public string? Output { get; set; }
    }

    public Entry Add(int number, string code)
    {
        var entry = new Entry(number, code);
        lock (_gate)
            _entries.Add(entry);
        return entry;
    }

    /// <summary>The last ones, oldest first; without a count all.</summary>
    public IReadOnlyList<Entry> Tail(int? count) => [.. All().TakeLast(count ?? int.MaxValue)];

    /// <summary>Those with a counter from <paramref name="start"/> up to but not including <paramref name="stop"/>.</summary>
    public IReadOnlyList<Entry> Range(int session, int start, int? stop) =>
        session is 0 or Session ? [.. All().Where(entry => entry.Number >= start && (stop is null || entry.Number < stop))] : [];

    /// <summary>The last ones whose whole text fits a pattern with <c>*</c> and <c>?</c>; with <paramref name="unique"/> each text once, where it came last.</summary>
    public IReadOnlyList<Entry> Search(string pattern, int? count, bool unique)
    {
        var found = All().Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false));
        if (unique)
            found = found.Reverse().DistinctBy(entry => entry.Code).Reverse();
        return [.. found.TakeLast(count ?? int.MaxValue)];
    }

    Entry[] All()
    {
        lock (_gate)
            return [.. _entries];
    }
}
