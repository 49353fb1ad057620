using System.Runtime.InteropServices;

namespace TorchSharp;

static unsafe partial class Native
{
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_layout(nint tensor);
    [LibraryImport(Library)] internal static partial int mt_storage_offset(nint tensor, long* result);
}
