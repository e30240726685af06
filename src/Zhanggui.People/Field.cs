using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People;

/// <summary>The shape of single fields, checked at the endpoint.</summary>
internal static class Field
{
    public static Refusal? Check(string? text, string name, int most) =>
        string.IsNullOrWhiteSpace(text) ? new FieldMissing(name) : CheckOptional(text, name, most);

    public static Refusal? CheckOptional(string? text, string name, int most) =>
        text is not null && text.Length > most ? new FieldTooLong(name, most)
        : text is not null && text.Any(char.IsControl) ? new FieldUnknown(name)
        : null;

    public static Refusal? CheckLanguage(string? language) => language is null or "zh-CN" or "en" ? null : new FieldUnknown("language");
}
