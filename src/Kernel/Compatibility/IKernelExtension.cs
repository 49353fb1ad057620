namespace Microsoft.DotNet.Interactive;

/// <summary>What a package does to the notebooks that reference it: a class of this kind in an assembly in its folder <c>interactive-extensions/dotnet</c>.</summary>
public interface IKernelExtension
{
    /// <summary>Called once, when the package is referenced.</summary>
    Task OnLoadAsync(Kernel kernel);
}
