namespace Marginalia.Datasets.Files;

/// <summary>
/// A file of QM9: the number of atoms; "gdb", the number of the molecule and 15 properties; a line for each atom with its element, x, y, z in angstrom and
/// its partial charge; then frequencies, SMILES and InChI, which are not read. Exponents may be written as *^, as Mathematica does.
/// </summary>
/// <param name="Elements">For each atom, the position of its element in <see cref="Symbols"/>.</param>
/// <param name="Positions">x, y, z of each atom, in angstrom.</param>
/// <param name="Properties">The 15 properties.</param>
internal sealed record Molecule(int[] Elements, double[] Positions, double[] Properties)
{
    /// <summary>The elements, in the order of their atomic numbers.</summary>
    public static readonly string[] Symbols = ["H", "C", "N", "O", "F"];

    /// <summary>Atomic numbers of <see cref="Symbols"/>.</summary>
    public static readonly int[] AtomicNumbers = [1, 6, 7, 8, 9];

    /// <summary>Radii of covalent bonds in angstrom (Cordero et al. 2008, "Covalent radii revisited"; sp3 carbon).</summary>
    private static readonly double[] Radii = [0.31, 0.76, 0.71, 0.66, 0.57];

    /// <summary>What bonds may be longer than the sum of the radii, in angstrom; nothing else in QM9 comes so near.</summary>
    private const double Tolerance = 0.45;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostAtoms">The largest number of atoms.</param>
    /// <exception cref="DatasetException">The file is missing or damaged.</exception>
    public static Molecule Read(string path, int mostAtoms)
    {
        var lines = TextLine.Read(path);
        if (lines.Count < 2)
            throw new DatasetException(path, "expected the number of atoms, a line of properties and a line for each atom");
        int count = lines[0].Integer(lines[0].Text, $"the number of atoms, 1 .. {mostAtoms}");
        if (count < 1 || count > mostAtoms)
            throw lines[0].Error($"there are {count} atoms; expected 1 .. {mostAtoms}");
        if (lines.Count < 2 + count)
            throw new DatasetException(path, $"there are {lines.Count - 2} lines after the properties; expected one for each of the {count} atoms: fetch it again");
        if (lines[1].Words is not ["gdb", _, .. { Length: 15 } properties])
            throw lines[1].Error("expected 'gdb', the number of the molecule and 15 properties");
        var (elements, positions) = (new int[count], new double[3 * count]);
        for (int i = 0; i < count; i++)
        {
            var line = lines[2 + i];
            if (line.Words is not [var symbol, var x, var y, var z, _])
                throw line.Error($"'{line.Text}' is not an element, x, y, z and a charge");
            elements[i] = Array.IndexOf(Symbols, symbol) is var element and >= 0 ? element : throw line.Error($"'{symbol}' is none of {string.Join(", ", Symbols)}");
            (positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]) = (Finite(line, x), Finite(line, y), Finite(line, z));
        }

        return new(elements, positions, [.. properties.Select(word => Finite(lines[1], word))]);
    }

    /// <summary>Whether two atoms are nearer than a distance in angstrom; without one, whether they are bonded by their radii.</summary>
    public bool AreJoined(int first, int second, double? cutoff)
    {
        double square = 0;
        for (int axis = 0; axis < 3; axis++)
            square += Math.Pow(Positions[3 * first + axis] - Positions[3 * second + axis], 2);
        return first != second && Math.Sqrt(square) < (cutoff ?? Radii[Elements[first]] + Radii[Elements[second]] + Tolerance);
    }

    private static double Finite(TextLine line, string word) => line.Real(word.Replace("*^", "e", StringComparison.Ordinal), "a number") is var value && double.IsFinite(value)
        ? value
        : throw line.Error($"'{word}' is not finite");
}
