using System.Text;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>The first lines of a program: its packages and projects, and the namespaces that a notebook has without asking.</summary>
internal sealed partial class ProgramHeader(ConversionTarget target)
{
    static readonly string[] s_usings =
        ["using System;", "using System.Text;", "using System.Collections;", "using System.Collections.Generic;", "using System.Threading.Tasks;", "using System.Linq;"];

    // As cells are compiled.
    static readonly string[] s_properties = ["ImplicitUsings=disable", "Nullable=disable", "PublishAot=false", "AllowUnsafeBlocks=true"];

    // Against what the build files of a folder above would say.
    static readonly string[] s_against = ["TreatWarningsAsErrors=false", "RunAnalyzers=false", "ManagePackageVersionsCentrally=false", "RestorePackagesWithLockFile=false"];

    /// <summary>Begins the first line of a program that was a notebook.</summary>
    public const string Title = "// A notebook as a program:";

    readonly List<string> _references = [];

    /// <summary>What no program can refer to.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Whether a line of a program's head is one that every program has.</summary>
    public static bool IsCommon(string line) =>
        s_usings.Contains(line) || line == ProgramDisplay.Using || line.StartsWith(Title, StringComparison.Ordinal) || s_properties.Concat(s_against).Any(property => line == $"#:property {property}");

    /// <summary>Takes a line that refers to something (<c>#r</c>, <c>#i</c>, <c>#load</c>); false for any other line.</summary>
    public bool Take(string line, int cell)
    {
        if (Reference().Match(line) is not { Success: true } reference)
            return false;
        if (Directive(reference.Groups[1].Value, reference.Groups[2].Value.Trim()) is { } directive)
        {
            if (directive != "" && !_references.Contains(directive))
                _references.Add(directive);
        }
        else
            Notes.Add($"cell {cell + 1}: '{line.Trim()}' stands as a comment: a program refers to packages and projects");
        return true;
    }

    /// <summary>The directive for a program's package or project, or null.</summary>
    public static string? PackageOf(string reference)
    {
        if (!reference.StartsWith("nuget:", StringComparison.Ordinal))
            return null;
        var parts = reference["nuget:".Length..].Split(',', 2, StringSplitOptions.TrimEntries);
        return $"#:package {parts[0]}@{(parts is [_, { Length: > 0 } version] ? version : "*")}";
    }

    /// <summary>The head of the program.</summary>
    public string Write(string file, IEnumerable<string> usings, bool shows)
    {
        var text = new StringBuilder($"{Title} dotnet run {file}; ./kit convert makes it a notebook again. The parts below lines of %% are its cells.\n");
        var sources = _references.Where(reference => reference.StartsWith("#:property", StringComparison.Ordinal));
        text.AppendJoin("", _references.Except(sources).Select(reference => reference + "\n"));
        text.AppendJoin("", s_properties.Concat(HasBuildFiles(target.Folder) ? s_against : []).Select(property => $"#:property {property}\n"));
        if (sources.Any())
            text.Append($"#:property RestoreAdditionalProjectSources={string.Join(';', sources.Select(source => source.Split('=', 2)[1]))}\n");
        text.AppendJoin("", s_usings.Concat(usings).Concat(shows ? [ProgramDisplay.Using] : []).Distinct().Select(line => line + "\n"));
        return text.ToString();
    }

    static bool HasBuildFiles(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
            if (File.Exists(Path.Combine(above.FullName, "Directory.Build.props")) || File.Exists(Path.Combine(above.FullName, "Directory.Packages.props")))
                return true;
        return false;
    }

    // Null when no program can have it; empty when it has it anyway.
    string? Directive(string word, string reference)
    {
        if (word == "load")
            return null;
        if (word == "i")
            return reference.StartsWith("nuget:", StringComparison.Ordinal) ? $"#:property RestoreAdditionalProjectSources={reference["nuget:".Length..].Trim()}" : null;
        if (PackageOf(reference) is { } package)
            return package;
        if (reference.StartsWith("project:", StringComparison.Ordinal))
            return $"#:project {reference["project:".Length..].Trim()}";
        if (reference.AsSpan().ContainsAny('/', '\\') || reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return null;
        if (target.Project(reference) is { } project)
            return $"#:project {Path.GetRelativePath(target.Folder, project)}";
        return reference.StartsWith("System.", StringComparison.Ordinal) || reference is "System" or "mscorlib" or "netstandard" ? "" : null;
    }

    [GeneratedRegex("""^\s*#(r|i|load)\s+"([^"]+)"\s*(?://.*)?$""")]
    private static partial Regex Reference();
}
