using System.Runtime.InteropServices;

namespace TorchSharp;

static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial int mt_from_memory(void* data, long* sizes, int dims, int type, nint managed, nint* result);
    [LibraryImport(Library)] internal static partial int mt_storage_bytes(nint tensor, long* result);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_is_lazy(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_default_dtype();
    [LibraryImport(Library)] internal static partial int mt_set_default_dtype(int type);
}
