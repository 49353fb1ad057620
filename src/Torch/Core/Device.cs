namespace TorchSharp;

public static partial class torch
{
    /// <summary>A device such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public class Device
    {
        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which one of its kind; -1 is the current one.</summary>
        public int index { get; }

        /// <summary>From a description such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">The kind of device is not known.</exception>
        /// <exception cref="FormatException">What follows the colon is not a number.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0].ToUpperInvariant());
            index = parts.Length > 1 ? int.Parse(parts[1]) : -1;
        }

        /// <summary>From a kind such as <c>cuda</c> and an index.</summary>
        public Device(string deviceType, int index = -1)
        {
            type = Enum.Parse<DeviceType>(deviceType.ToUpperInvariant());
            this.index = index;
        }

        /// <summary>From a kind and an index.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The CUDA device of that index.</summary>
        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>From a description such as <c>cuda:1</c>.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>For example <c>cpu</c> or <c>cuda:1</c>.</summary>
        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";
    }

    static Device? chosenDevice;

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>No device: tensors there have a shape and a type but no elements.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA);

    /// <summary>The GPU of a Mac.</summary>
    public static Device MPS => new(DeviceType.MPS);

    /// <summary>The device of new tensors for which none is given; the processor at first.</summary>
    public static Device get_default_device() => chosenDevice ?? CPU;

    /// <summary>Sets the device of new tensors for which none is given.</summary>
    public static void set_default_device(Device device) => chosenDevice = device.type == DeviceType.CPU ? null : InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Checks that the device can be used, and returns it; the default one if null.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Checks that devices of a kind can be used.</summary>
    /// <exception cref="InvalidOperationException">They cannot.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine: libtorch {__version__} has no such device here. Use cpu, or ask cuda.is_available() first.");
    }

    /// <summary>True if devices of a kind can be used.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cuda.is_available(),
        DeviceType.MPS => mps_is_available(),
        _ => false,
    };

    /// <summary>Where to make a tensor for which <paramref name="device"/> was given: nothing leaves it to libtorch, which takes the processor.</summary>
    static Device? Place(Device? device) => device ?? chosenDevice;

    /// <summary>A device from a description such as <c>cuda:1</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device from a kind such as <c>cuda</c> and an index.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device from a kind and an index.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The CUDA device of that index.</summary>
    public static Device device(int index) => new(index);
}
