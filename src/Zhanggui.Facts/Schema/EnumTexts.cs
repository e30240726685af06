using System.Text.Json;

namespace Zhanggui.Facts.Schema;

/// <summary>The texts of an enum in files: its names in snake case (<c>OnHold</c> = <c>on_hold</c>).</summary>
internal static class EnumTexts<TEnum>
    where TEnum : struct, Enum
{
    private static readonly TEnum[] Values = Enum.GetValues<TEnum>();

    public static IReadOnlyList<string> Texts { get; } = [.. Values.Select(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()))];

    public static int IndexOf(TEnum value) => Array.IndexOf(Values, value);

    public static TEnum At(int index) => Values[index];
}
