using System.Reflection;

namespace TorchSharp.Utils
{
    /// <summary>Gives a field of a module another name in the state dictionary than its own.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public class ComponentNameAttribute : Attribute
    {
        /// <summary>The name.</summary>
        public string? Name { get; set; }
    }
}

namespace TorchSharp
{
    /// <summary>How fields of modules are called in the state dictionary.</summary>
    public static class FieldInfoExtensionMethods
    {
        /// <summary>What the field's <see cref="Utils.ComponentNameAttribute"/> says, else the field's own name.</summary>
        public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name ?? field.Name;
    }
}
