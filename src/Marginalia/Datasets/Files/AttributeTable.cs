namespace Marginalia.Datasets.Files;

/// <summary>A table of CelebA: a line with the number of rows, a line with the names of the columns, then a file name and whole numbers per row.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The numbers by name of the image.</param>
internal sealed record AttributeTable(string File, string[] Columns, IReadOnlyDictionary<string, short[]> Rows)
{
    /// <summary>Reads a table; what is wrong with its lines is added to <paramref name="problems"/>.</summary>
    /// <exception cref="DatasetException">The file is missing or has no lines of numbers.</exception>
    public static AttributeTable Read(string path, List<string> problems)
    {
        var lines = TextLine.Read(path);
        if (lines.Count < 3)
            throw new DatasetException(path, "expected the number of images, the names of the columns and a line per image");
        string[] columns = lines[1].Words;
        var rows = new Dictionary<string, short[]>();
        if (!int.TryParse(lines[0].Text, out int count) || count != lines.Count - 2)
            problems.Add(lines[0].Problem($"'{lines[0].Text}' is not the number of the {lines.Count - 2} lines that follow; the file is cut off or damaged: fetch it again"));
        foreach (var line in lines.Skip(2))
        {
            string[] words = line.Words;
            var values = new short[words.Length - 1];
            if (values.Length != columns.Length)
                problems.Add(line.Problem($"there are {values.Length} values; expected {columns.Length}, one for each of the columns {columns[0]} .. {columns[^1]}"));
            else if (Enumerable.Range(0, values.Length).FirstOrDefault(i => !short.TryParse(words[i + 1], out values[i]), -1) is var wrong and >= 0)
                problems.Add(line.Problem($"'{words[wrong + 1]}' is no whole number; expected the {columns[wrong]} of {words[0]}"));
            else if (!rows.TryAdd(words[0], values))
                problems.Add(line.Problem($"{words[0]} has a line above; expected one line per image"));
        }

        return new(path, columns, rows);
    }
}
