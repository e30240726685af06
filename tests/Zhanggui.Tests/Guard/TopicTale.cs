using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Topics;
using Zhanggui.Rules.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>Topics of the house's presets and of small books.</summary>
internal static class TopicTale
{
    private static readonly Lazy<PolicyRulesOfBook> NewShopRules = new(() => Preset("new-shop"));

    public static PolicyRulesOfBook NewShop => NewShopRules.Value;

    public static PolicyRulesOfBook Preset(string name) => Compile(File.ReadAllText(Path.Combine(RulesBench.Folder, name + ".yaml")));

    public static PolicyRulesOfBook Compile(string text)
    {
        var book = RulesBench.HouseReader.Read(text);
        book.Problems.Where(p => p.Severity == Severity.Error).Select(p => $"{p.Line} {p.Path}: {p.Reason.Zh}").ShouldBeEmpty();
        return PolicySection.Section.Read(new SectionValues(book.Effective!.Sections["policy"], PolicySection.Section.Root));
    }

    public static PolicyRulesOfBook Of(string topics) => Compile(RulesBench.Book("policy:\n  topics:\n" + topics));

    public static IReadOnlyList<string> Problems(string rest) =>
        [.. RulesBench.HouseReader.Read(RulesBench.Book(rest)).Problems.Where(p => p.Severity == Severity.Error).Select(p => p.Rule)];

    /// <summary>Topics with what rang: <c>invoice 发票</c>.</summary>
    public static string[] Rang(this PolicyRulesOfBook rules, string text) =>
        [.. rules.Book.Read(text).Select(h => $"{h.Topic} {string.Join('+', h.Rang.Select(r => text.Substring(r.Start, r.Length)))}")];

    public static string? Best(this PolicyRulesOfBook rules, string text) => rules.Book.Read(text) is [var first, ..] ? first.Topic : null;
}
