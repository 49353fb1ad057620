using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>What this kernel is.</summary>
internal sealed class KernelInfoHandler : IRequestHandler
{
    const string LanguageVersion = "14.0";

    static readonly string s_version = typeof(KernelInfoHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public string Type => "kernel_info_request";

    public bool OnControl => true;

    public void Handle(JupyterRequest request) => request.Reply(new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageWriter.Version,
        ["implementation"] = "marginalia",
        ["implementation_version"] = s_version,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = LanguageVersion,
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
        },
        ["banner"] = $"Marginalia {s_version}: C# {LanguageVersion} on {RuntimeInformation.FrameworkDescription}",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(Link("C#", "https://learn.microsoft.com/dotnet/csharp/"), Link(".NET API", "https://learn.microsoft.com/dotnet/api/")),
    });

    static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
