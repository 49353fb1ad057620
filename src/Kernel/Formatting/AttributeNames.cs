using System.Reflection.Metadata;

namespace Marginalia.Kernel.Formatting;

/// <summary>Attributes in metadata, by name.</summary>
internal static class AttributeNames
{
    /// <summary>Whether the attribute's class, in whatever namespace, has this name.</summary>
    public static bool Is(MetadataReader metadata, CustomAttribute attribute, string name) => attribute.Constructor switch
    {
        { Kind: HandleKind.MemberReference } member =>
            metadata.GetMemberReference((MemberReferenceHandle)member).Parent is { Kind: HandleKind.TypeReference } type
            && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, name),
        { Kind: HandleKind.MethodDefinition } method =>
            metadata.StringComparer.Equals(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)method).GetDeclaringType()).Name, name),
        _ => false,
    };
}
