using System.Text;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>TorchScript: modules and functions that carry their own code.</summary>
    public static partial class jit
    {
        /// <summary>Saves a module as <c>torch.jit.save</c> does. A file that exists is replaced only once the new one is complete.</summary>
        public static void save(ScriptModule module, string filename) => SafeFile.Write(filename, stream => stream.Write(module.ToBytes()));

        /// <summary>Loads a module that Python's <c>torch.jit.save</c>, or <see cref="save"/>, wrote, to the processor unless a device is named.</summary>
        /// <remarks>The module's code runs when it is called: load only files that you trust.</remarks>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The file is damaged, or no module of TorchScript.</exception>
        public static ScriptModule load(string filename, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(filename, device_type, device_index));
        public static ScriptModule load(string filename, Device map_location) => new(Open(filename, map_location.type, map_location.index));
        public static ScriptModule load(string filename, string map_location) => load(filename, new Device(map_location));
        public static ScriptModule load(byte[] bytes, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(bytes, device_type, device_index));
        public static ScriptModule load(byte[] bytes, Device map_location) => new(Open(bytes, map_location.type, map_location.index));
        public static ScriptModule load(byte[] bytes, string map_location) => load(bytes, new Device(map_location));

        public static ScriptModule<TResult> load<TResult>(string filename, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(filename, device_type, device_index));
        public static ScriptModule<TResult> load<TResult>(string filename, Device map_location) => new(Open(filename, map_location.type, map_location.index));
        public static ScriptModule<TResult> load<TResult>(string filename, string map_location) => load<TResult>(filename, new Device(map_location));
        public static ScriptModule<TResult> load<TResult>(byte[] bytes, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(bytes, device_type, device_index));
        public static ScriptModule<TResult> load<TResult>(byte[] bytes, Device map_location) => new(Open(bytes, map_location.type, map_location.index));
        public static ScriptModule<TResult> load<TResult>(byte[] bytes, string map_location) => load<TResult>(bytes, new Device(map_location));

        public static ScriptModule<T1, TResult> load<T1, TResult>(string filename, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(filename, device_type, device_index));
        public static ScriptModule<T1, TResult> load<T1, TResult>(string filename, Device map_location) => new(Open(filename, map_location.type, map_location.index));
        public static ScriptModule<T1, TResult> load<T1, TResult>(string filename, string map_location) => load<T1, TResult>(filename, new Device(map_location));
        public static ScriptModule<T1, TResult> load<T1, TResult>(byte[] bytes, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(bytes, device_type, device_index));
        public static ScriptModule<T1, TResult> load<T1, TResult>(byte[] bytes, Device map_location) => new(Open(bytes, map_location.type, map_location.index));
        public static ScriptModule<T1, TResult> load<T1, TResult>(byte[] bytes, string map_location) => load<T1, TResult>(bytes, new Device(map_location));

        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(string filename, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(filename, device_type, device_index));
        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(string filename, Device map_location) => new(Open(filename, map_location.type, map_location.index));
        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(string filename, string map_location) => load<T1, T2, TResult>(filename, new Device(map_location));
        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(byte[] bytes, DeviceType device_type = DeviceType.CPU, long device_index = -1) => new(Open(bytes, device_type, device_index));
        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(byte[] bytes, Device map_location) => new(Open(bytes, map_location.type, map_location.index));
        public static ScriptModule<T1, T2, TResult> load<T1, T2, TResult>(byte[] bytes, string map_location) => load<T1, T2, TResult>(bytes, new Device(map_location));

        static unsafe ScriptHandle Open(string filename, DeviceType type, long index)
        {
            if (!File.Exists(filename)) throw new FileNotFoundException(filename, filename);
            nint module;
            fixed (byte* path = Encoding.UTF8.GetBytes($"{filename}\0")) NativeError.Check(Native.mt_script_load(path, (int)type, (int)index, &module));
            return new(module);
        }

        static unsafe ScriptHandle Open(byte[] bytes, DeviceType type, long index)
        {
            nint module;
            fixed (byte* start = bytes) NativeError.Check(Native.mt_script_load_bytes(start, bytes.Length, (int)type, (int)index, &module));
            return new(module);
        }
    }
}
