using System.Runtime.InteropServices;

namespace TorchSharp;

static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_value_none();
    [LibraryImport(Library)] internal static partial nint mt_value_tensor(nint tensor);
    [LibraryImport(Library)] internal static partial nint mt_value_int(long value);
    [LibraryImport(Library)] internal static partial nint mt_value_double(double value);
    [LibraryImport(Library)] internal static partial nint mt_value_bool(int value);
    [LibraryImport(Library)] internal static partial nint mt_value_string(byte* text, int length);
    [LibraryImport(Library)] internal static partial int mt_value_list(ScriptKind kind, nint* items, int count, nint* result);
    [LibraryImport(Library)] internal static partial int mt_value_tuple(nint* items, int count, nint* result);
    [LibraryImport(Library)] internal static partial int mt_value_dict(ScriptKind keys, ScriptKind values, nint* items, int count, nint* result);
    [LibraryImport(Library)] internal static partial void mt_value_free(nint value);
    [LibraryImport(Library)] internal static partial ScriptKind mt_value_kind(nint value);
    [LibraryImport(Library)] internal static partial int mt_value_name(nint value, byte* text, int capacity);
    [LibraryImport(Library)] internal static partial nint mt_value_as_tensor(nint value);
    [LibraryImport(Library)] internal static partial long mt_value_as_int(nint value);
    [LibraryImport(Library)] internal static partial double mt_value_as_double(nint value);
    [LibraryImport(Library)] internal static partial byte* mt_value_as_string(nint value, int* length);
    [LibraryImport(Library)] internal static partial int mt_value_count(nint value);
    [LibraryImport(Library)] internal static partial void mt_value_items(nint value, nint* items);

    [LibraryImport(Library)] internal static partial int mt_script_load(byte* path, int device, int index, nint* result);
    [LibraryImport(Library)] internal static partial int mt_script_load_bytes(byte* bytes, long length, int device, int index, nint* result);
    [LibraryImport(Library)] internal static partial int mt_script_save(ScriptHandle module, nint* result);
    [LibraryImport(Library)] internal static partial byte* mt_text(nint text, long* length);
    [LibraryImport(Library)] internal static partial void mt_text_free(nint text);
    [LibraryImport(Library)] internal static partial void mt_script_free(nint module);
    [LibraryImport(Library)] internal static partial int mt_script_name(ScriptHandle module, nint* result);
    [LibraryImport(Library)] internal static partial int mt_script_members(ScriptHandle module, ScriptMember kind, int* count);
    [LibraryImport(Library)] internal static partial nint mt_script_member(int index, byte** name);
    [LibraryImport(Library)] internal static partial int mt_script_call(ScriptHandle module, byte* name, nint* items, int count, nint* result);
    [LibraryImport(Library)] internal static partial int mt_script_arity(ScriptHandle module, int* inputs, int* outputs);
    [LibraryImport(Library)] internal static partial int mt_script_training(ScriptHandle module);
    [LibraryImport(Library)] internal static partial int mt_script_train(ScriptHandle module, int on);
    [LibraryImport(Library)] internal static partial int mt_script_set(ScriptHandle module, byte* name, nint tensor);

    [LibraryImport(Library)] internal static partial int mt_script_compile(byte* source, nint* result);
    [LibraryImport(Library)] internal static partial void mt_unit_free(nint unit);
    [LibraryImport(Library)] internal static partial int mt_unit_call(UnitHandle unit, byte* name, nint* items, int count, nint* result);
}

/// <summary>What a module of TorchScript holds; same order as in script.cpp.</summary>
enum ScriptMember { Parameter, Buffer, Attribute, Module }

/// <summary>A native module of TorchScript.</summary>
sealed class ScriptHandle : SafeHandle
{
    internal ScriptHandle(nint module) : base(0, ownsHandle: true) => SetHandle(module);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Native.mt_script_free(handle);
        return true;
    }
}

/// <summary>Compiled functions of TorchScript.</summary>
sealed class UnitHandle : SafeHandle
{
    internal UnitHandle(nint unit) : base(0, ownsHandle: true) => SetHandle(unit);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Native.mt_unit_free(handle);
        return true;
    }
}
