using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Rules;

/// <summary>The form of automatic replies (CHAT-03 to 06): one rule for the book, the editor and the API. The limits are the book's.</summary>
internal static class ReplyRules
{
    public static readonly IReadOnlyList<string> Keys = ["first", "busy", "off_hours"];

    public static ReplyForm Form(SectionValues values) => new(
        values.Count("automatic_reply.form.max_lines"), values.Count("automatic_reply.form.font_size"), values.Count("automatic_reply.form.max_colours"), values.Texts("automatic_reply.form.blocks") ?? []);

    public static WrittenReply Written(SectionValues values, string key)
    {
        var at = $"automatic_reply.{key}";
        return new WrittenReply(key, values.Switch($"{at}.enabled") is true, values.Text($"{at}.text"), key == "busy" ? values.Duration($"{at}.after") : null, values.Count($"{at}.font_size"), values.Texts($"{at}.colours") ?? []);
    }

    /// <summary>The lines that a buyer sees; empty ones between them count.</summary>
    public static int Lines(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : text.Trim().Split('\n').Length;

    /// <summary>What is wrong, by the field of the reply. Too many lines or colours are errors, a large font is a warning, colours without their blocks a note.</summary>
    public static IEnumerable<(string Field, Finding Finding)> Check(ReplyForm form, WrittenReply reply)
    {
        if (reply.IsOn && string.IsNullOrWhiteSpace(reply.Text))
        {
            yield return Of("text", Severity.Error, "reception.reply.text", "已启用，但没有内容。", "It is on but has no words.");
        }

        if (Lines(reply.Text) is var lines && lines > form.MaxLines)
        {
            yield return Of("text", Severity.Error, "reception.reply.lines", $"有 {lines} 行，最多 {form.MaxLines} 行。", $"{lines} lines; at most {form.MaxLines}.");
        }

        if (reply.Colours.Count > form.MaxColours)
        {
            yield return Of("colours", Severity.Error, "reception.reply.colours", $"最多 {form.MaxColours} 种颜色。", $"At most {form.MaxColours} colours.");
        }

        if (reply is { Key: "busy", IsOn: true, After: null })
        {
            yield return Of("after", Severity.Error, "reception.reply.after", "启用了繁忙回复，要写明等待多久后发。", "The busy reply is on: say after which wait it is sent.");
        }

        if (reply.FontSize > form.FontSize)
        {
            yield return Of("font_size", Severity.Warning, "reception.reply.font", $"字号大于 {form.FontSize} 号。", $"The font is larger than {form.FontSize}.");
        }

        if (form.Blocks.Count > 1 && reply.Colours.Count > 1 && lines < reply.Colours.Count)
        {
            yield return Of("colours", Severity.Note, "reception.reply.blocks", $"每种颜色各写一块，分行写：{string.Join("、", form.Blocks)}。", $"Each colour is a block on a line of its own: {string.Join(", ", form.Blocks)}.");
        }
    }

    private static (string, Finding) Of(string field, Severity severity, string rule, string zh, string en) => (field, new Finding(severity, field, rule, new(zh, en)));
}
