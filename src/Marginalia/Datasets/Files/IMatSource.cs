namespace Marginalia.Datasets.Files;

/// <summary>One version of MATLAB files. Damage is an <see cref="InvalidDataException"/>.</summary>
internal interface IMatSource : IDisposable
{
    IReadOnlyList<string> Names { get; }

    IReadOnlyList<long> SizeOf(string name);

    MatValue Read(string name);

    MatValue Read(string name, long last);
}
