using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>Short ways to declare the settings of the section; optional ones are extras.</summary>
internal static class PayWords
{
    public const int FormulaLength = 500;
    private const int LineLength = 200;
    private const int MostLines = 200;

    public static TextSetting Text(string key, string zh, string en, string sentenceZh, string sentenceEn, int longest = LineLength, string? help = null) =>
        new(key, new(zh, en), new(sentenceZh, sentenceEn), new($"没有{zh}。", $"No {en.ToLowerInvariant()}."), longest) { IsExtra = true, Help = help is null ? null : Words.Same(help) };

    public static TextListSetting Lines(string key, string zh, string en, string sentenceZh, string sentenceEn, string? help = null) =>
        new(key, new(zh, en), new(sentenceZh, sentenceEn), new($"没有{zh}。", $"No {en.ToLowerInvariant()}."), MostLines, LineLength) { IsExtra = true, Help = help is null ? null : Words.Same(help) };

    public static SwitchSetting Switch(string key, string zh, string en, string yesZh, string yesEn, string noZh, string noEn, bool isExtra = true) =>
        new(key, new(zh, en), new(yesZh, yesEn), new(noZh, noEn), new(noZh, noEn)) { IsExtra = isExtra };

    public static ChoiceSetting Choice(string key, string zh, string en, string sentenceZh, string sentenceEn, params (string Value, string Zh, string En)[] choices) =>
        new(key, new(zh, en), new(sentenceZh, sentenceEn), new($"没有写{zh}。", $"{en} is not written."), [.. choices.Select(c => new Choice(c.Value, new(c.Zh, c.En)))]) { IsExtra = true };

    public static CountSetting Count(string key, string zh, string en, string sentenceZh, string sentenceEn, long most, string unitZh, string unitEn) =>
        new(key, new(zh, en), new(sentenceZh, sentenceEn), new($"没有{zh}。", $"No {en.ToLowerInvariant()}."), 0, most, new(unitZh, unitEn)) { IsExtra = true };
}
