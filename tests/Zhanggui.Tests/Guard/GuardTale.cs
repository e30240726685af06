using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>Guards of the house's presets and of small books.</summary>
internal static class GuardTale
{
    private static readonly Lazy<GuardBook> NewShopBook = new(() => Preset("new-shop"));
    private static readonly Lazy<GuardBook> HandbookBook = new(() => Preset("pre-sales-handbook"));

    public static GuardBook NewShop => NewShopBook.Value;

    public static GuardBook Handbook => HandbookBook.Value;

    public static GuardBook Of(string rules) => Compile(Text(rules));

    public static GuardBook Compile(string text)
    {
        var book = RulesBench.HouseReader.Read(text);
        book.Problems.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        return GuardSection.Section.Read(new SectionValues(book.Effective!.Sections["guard"], GuardSection.Section.Root)).Book;
    }

    public static IReadOnlyList<BookProblem> Problems(string rules) =>
        [.. RulesBench.HouseReader.Read(Text(rules)).Problems.Where(p => p.Severity == Severity.Error)];

    public static string Text(string rules) => RulesBench.Book("guard:\n  rules:\n" + string.Join('\n', rules.ReplaceLineEndings("\n").Split('\n').Select(l => "    " + l)) + "\n");

    public static string[] Rung(this GuardBook book, string text, GuardFacts? facts = null, GuardLine? line = null) =>
        [.. book.Check((line ?? new GuardLine { Text = text }) with { Text = text }, facts ?? GuardFacts.Unknown).Hits.Select(h => $"{h.Rule} {h.Level} {h.Text}")];

    private static GuardBook Preset(string name) => Compile(File.ReadAllText(Path.Combine(RulesBench.Folder, name + ".yaml")));
}
