using System.Runtime.InteropServices;

namespace TorchSharp;

static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial int mt_function_apply(nint* inputs, int count, delegate* unmanaged<nint, nint, nint, nint> forward, delegate* unmanaged<nint, nint, nint*, int, nint, nint> backward, nint managed, int* resultCount);
    [LibraryImport(Library)] internal static partial void mt_function_results(nint* results);
    [LibraryImport(Library)] internal static partial void mt_list_add(nint list, nint tensor);
    [LibraryImport(Library)] internal static partial int mt_context_save(nint context, nint* tensors, int count);
    [LibraryImport(Library)] internal static partial int mt_context_saved(nint context, int* count);
    [LibraryImport(Library)] internal static partial int mt_context_mark_dirty(nint context, nint* tensors, int count);
    [LibraryImport(Library)] internal static partial int mt_context_mark_non_differentiable(nint context, nint* tensors, int count);
    [LibraryImport(Library)] internal static partial void mt_context_set_materialize(nint context, int value);

    [LibraryImport(Library)] internal static partial int mt_anomaly_enabled();
    [LibraryImport(Library)] internal static partial int mt_anomaly_checks_nan();
    [LibraryImport(Library)] internal static partial void mt_set_anomaly(int enabled, int checkNaN);

    [LibraryImport(Library)] internal static partial int mt_autocast_begin(int device, int enabled, int type, int* wasEnabled, int* wasType);
    [LibraryImport(Library)] internal static partial int mt_autocast_end(int device, int enabled, int type);
}
