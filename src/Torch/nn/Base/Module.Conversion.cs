namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The kind of device that the module was last moved to.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;
            /// <summary>The number of the device that the module was last moved to; -1 is the current one.</summary>
            protected int _deviceIndex = -1;

            /// <summary>Moves this module and all in it; override it to move what is not registered. Programs call <c>to</c>, <c>cuda</c>, <c>half</c> ...</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                foreach (var (_, part) in Parts) part._to(device, dtype, non_blocking);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                foreach (var (_, part) in Parts) part._to(deviceType, deviceIndex, non_blocking);
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                foreach (var (_, part) in Parts) part._to(dtype, non_blocking);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            /// <summary>Converts the parameters and buffers of this module itself; null leaves type or device as they are.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (device is not null) (_deviceType, _deviceIndex) = (device.type, device.index);
                using var quiet = no_grad();
                foreach (var (_, parameter) in _internal_params)
                    if (Converted(parameter, dtype, device, non_blocking) is { } data)
                        using (data) parameter.Assign(data);
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    if (Converted(buffer, dtype, device, non_blocking) is { } data)
                        using (data) Ops.set_data.Do(buffer, data);
            }

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog((ScalarType?)dtype, device, non_blocking);

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog((ScalarType?)dtype, null, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) => _toEpilog((ScalarType?)null, new Device(deviceType, deviceIndex), non_blocking);

            static void CheckType(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            static Tensor? Converted(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                var type = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                return type == tensor.dtype && device is null ? null : tensor.to(type, device ?? tensor.device, non_blocking: non_blocking);
            }
        }
    }
}
