using System.Text.Json.Serialization.Metadata;

namespace Zhanggui.Host;

/// <summary>
/// What a type is called in the API description. Calls keep their own little records (a <c>Request</c>, a <c>DecideRequest</c>) inside themselves, so those are called by
/// the call and the record together; by the record alone one of them would stand for all.
/// </summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo info, string? usual) => usual is not null && Of(info.Type) is { } own ? own : usual;

    /// <summary>Null where the usual name will do.</summary>
    public static string? Of(Type type) => type is { DeclaringType: { } outer, IsGenericType: false } ? $"{Of(outer) ?? outer.Name}.{type.Name}" : null;
}
