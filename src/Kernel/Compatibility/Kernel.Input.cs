using Marginalia.Kernel.Engine;

namespace Microsoft.DotNet.Interactive;

public sealed partial class Kernel
{
    /// <summary>Asks whoever runs the notebook; hidden while it is typed when the hint is <c>password</c>.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => Task.FromResult(Ask(prompt, typeHint == "password"));

    /// <summary>Asks for a password.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Task.FromResult(new PasswordString(Ask(prompt, hidden: true)));

#pragma warning disable IDE1006, CA1707 // the names that notebooks use
    /// <summary>Asks whoever runs the notebook.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public static string input(string prompt = "") => Ask(prompt, hidden: false);

    /// <summary>Asks for a password.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public static PasswordString password(string prompt = "") => new(Ask(prompt, hidden: true));
#pragma warning restore IDE1006, CA1707

    static string Ask(string prompt, bool hidden) =>
        (CellContext.Current ?? throw new InvalidOperationException($"'{prompt}': only cells can ask")).Output.ReadLine(prompt, hidden)
        ?? throw new InvalidOperationException($"'{prompt}': the input has ended");
}
