using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The C functions of the shim (src/Torch/native). An <c>int</c> result is a status for <see cref="NativeError.Check"/> unless noted.</summary>
static unsafe partial class Native
{
    internal const string Library = "marginalia_torch";

    // Only this here: what a type initialiser throws comes out wrapped, and "the library is missing" must not.
    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, NativeLibraryResolver.Resolve);

    /// <summary>To be called once with the library just loaded.</summary>
    internal static void Initialize(nint library)
    {
        var initialize = (delegate* unmanaged<delegate* unmanaged<nint, void>, void>)NativeLibrary.GetExport(library, "mt_initialize");
        initialize(&FreeManaged);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => initialize(null);
    }

    [UnmanagedCallersOnly]
    static void FreeManaged(nint handle) => GCHandle.FromIntPtr(handle).Free();

    [LibraryImport(Library)] internal static partial byte* mt_version();
    [LibraryImport(Library)] internal static partial byte* mt_error();
    [LibraryImport(Library)] internal static partial nint mt_exception();
    [LibraryImport(Library)] internal static partial void mt_clear_exception();

    [LibraryImport(Library)] internal static partial int mt_operator(byte* name, byte* overload, nint* result);
    [LibraryImport(Library)] internal static partial byte* mt_operator_schema(nint op);
    [LibraryImport(Library)] internal static partial int mt_call_tensor(nint op, NativeArg* args, int count, nint* result);
    [LibraryImport(Library)] internal static partial int mt_call(nint op, NativeArg* args, int count, NativeArg* results, int capacity);
    [LibraryImport(Library)] internal static partial nint* mt_flat();

    [LibraryImport(Library)] internal static partial void mt_free(nint* handles, int count);
    [LibraryImport(Library)] internal static partial nint mt_alias(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_device(nint tensor, int* index);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_sizes(nint tensor, long* result);
    [LibraryImport(Library)] internal static partial int mt_strides(nint tensor, long* result);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_bytes(nint tensor, int* inGraph);
    [LibraryImport(Library)] internal static partial int mt_data(nint tensor, nint* result);

    [LibraryImport(Library)] internal static partial int mt_grad_enabled();
    [LibraryImport(Library)] internal static partial void mt_set_grad_enabled(int enabled);
    [LibraryImport(Library)] internal static partial int mt_cuda_available();
    [LibraryImport(Library)] internal static partial int mt_get_num_threads();
    [LibraryImport(Library)] internal static partial int mt_set_num_threads(int count);

    [LibraryImport(Library)] internal static partial int mt_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial int mt_generator_default(nint* result);
    [LibraryImport(Library)] internal static partial int mt_generator_new(int device, int index, nint* result);
    [LibraryImport(Library)] internal static partial void mt_generator_free(nint generator);
    [LibraryImport(Library)] internal static partial int mt_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong mt_generator_initial_seed(nint generator);
    [LibraryImport(Library)] internal static partial int mt_generator_seed(nint generator, ulong* seed);
    [LibraryImport(Library)] internal static partial int mt_generator_get_state(nint generator, nint* state);
    [LibraryImport(Library)] internal static partial int mt_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] internal static partial int mt_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int mt_set_requires_grad(nint tensor, int value);
    [LibraryImport(Library)] internal static partial int mt_is_leaf(nint tensor);
    [LibraryImport(Library)] internal static partial int mt_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial nint mt_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int mt_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)] internal static partial int mt_backward(nint* tensors, int count, nint* gradients, int gradientCount, int retain, int create, nint* inputs, int inputCount);
    [LibraryImport(Library)] internal static partial int mt_gradients(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retain, int create, int allowUnused, nint* results);
    [LibraryImport(Library)] internal static partial int mt_register_hook(nint tensor, delegate* unmanaged<nint, nint, nint*, nint> hook, nint managed, uint* id);
    [LibraryImport(Library)] internal static partial int mt_remove_hook(nint tensor, uint id);
}
