namespace Microsoft.DotNet.Interactive;

/// <summary>A password that is not shown by accident.</summary>
public sealed class PasswordString(string password)
{
    /// <summary>The password.</summary>
    public string GetClearTextPassword() => password;

    /// <summary>Stars.</summary>
    public override string ToString() => "************";
}
