namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for records, and the .NET Standard of compiler plug-ins lacks.</summary>
static class IsExternalInit;
