using static TorchSharp.torch;

namespace TorchSharp.PyBridge;

/// <summary>
/// State of modules in the formats of PyTorch's world, under the names of the package TorchSharp.PyBridge, so that code
/// written for it compiles. (An addition: TorchSharp itself has none of them.) Loading checks all names and shapes before
/// it changes anything; values are converted to the module's element types.
/// </summary>
public static class PyBridgeModuleExtensions
{
    /// <summary>Saves parameters and buffers as a state dictionary that Python's <c>torch.load</c> gives.</summary>
    /// <param name="module">The module.</param>
    /// <param name="location">The file; one that exists is replaced only once the new one is complete.</param>
    /// <param name="skip">Names to leave out.</param>
    public static nn.Module save_py(this nn.Module module, string location, IList<string>? skip = null)
    {
        files.WritePyTorch(location, State(module, skip));
        return module;
    }

    /// <summary>Saves parameters and buffers as safetensors.</summary>
    /// <inheritdoc cref="save_py"/>
    public static nn.Module save_safetensors(this nn.Module module, string location, IList<string>? skip = null)
    {
        files.WriteSafetensors(location, State(module, skip), new Dictionary<string, string> { ["format"] = "pt" });
        return module;
    }

    /// <summary>Loads a state dictionary that Python's <c>torch.save</c> wrote; nothing in the file is executed.</summary>
    /// <param name="module">The module.</param>
    /// <param name="location">The file.</param>
    /// <param name="strict">Fails unless the file has exactly the names of the module; otherwise other names are passed over.</param>
    /// <param name="skip">Names to leave alone.</param>
    /// <param name="loadedParameters">Gets every name of the file, with true if the module has it.</param>
    /// <exception cref="InvalidDataException">The file is damaged or refers to anything but tensors.</exception>
    /// <exception cref="InvalidOperationException">strict, and the names are not the same.</exception>
    /// <exception cref="ArgumentException">A value has another shape.</exception>
    public static nn.Module load_py(this nn.Module module, string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null) =>
        Load(module, location, files.ReadPyTorch, strict, skip, loadedParameters);

    /// <summary>Loads parameters and buffers from safetensors.</summary>
    /// <inheritdoc cref="load_py"/>
    public static nn.Module load_safetensors(this nn.Module module, string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null) =>
        Load(module, location, files.ReadSafetensors, strict, skip, loadedParameters);

    static Dictionary<string, Tensor> State(nn.Module module, IList<string>? skip) =>
        module.state_dict().Where(e => skip?.Contains(e.Key) != true).ToDictionary();

    static nn.Module Load(nn.Module module, string location, Func<string, Dictionary<string, Tensor>> read, bool strict, IList<string>? skip, Dictionary<string, bool>? loadedParameters)
    {
        using var scope = NewDisposeScope();
        var state = read(location);
        var own = module.state_dict();
        try
        {
            module.load_state_dict(state, strict, skip);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            var message = $"{location}: {e.Message}";
            throw e is ArgumentException ? new ArgumentException(message, e) : new InvalidOperationException(message, e);
        }
        if (loadedParameters is not null)
            foreach (var name in state.Keys)
                loadedParameters[name] = own.ContainsKey(name);
        return module;
    }
}
