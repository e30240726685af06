using Zhanggui.Guard.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>
/// What the presets ring on and what they leave alone, in tables: <c>tests/data/guard-presets/BOOK.tsv</c> has what is expected, the sentence,
/// the buyer's and who sends. Expected is <c>rule level</c>, <c>not rule</c>, <c>calm</c> (nothing at confirm or above) or <c>-</c> (nothing at all).
/// </summary>
public sealed class PresetSentenceTests
{
    private const int Least = 12;

    public static TheoryData<string> Books => [.. Directory.EnumerateFiles(Tables, "*.tsv").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    private static string Tables => Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard-presets");

    [Theory, MemberData(nameof(Books))]
    public void Rings_where_the_book_says_so_and_nowhere_else(string name)
    {
        var book = Book(name);
        var rows = File.ReadAllLines(Path.Combine(Tables, name + ".tsv")).Where(l => l.Length > 0).Select(l => l.Split('\t')).ToList();

        rows.Count.ShouldBeGreaterThanOrEqualTo(Least);
        rows.Where(r => !Holds(r[0], Verdict(book, r))).Select(r => $"{string.Join(" | ", r)}: {string.Join(", ", Verdict(book, r).Hits.Select(h => $"{h.Rule} {h.Level} {h.Text}"))}").ShouldBeEmpty();
    }

    /// <summary>Repeated soothing and a position need a talk and facts; they have tests of their own.</summary>
    [Theory, MemberData(nameof(Books))]
    public void Every_rule_of_a_team_has_a_sentence_that_rings_it(string name)
    {
        var rung = File.ReadAllLines(Path.Combine(Tables, name + ".tsv")).Select(l => l.Split('\t', ' ')[0]).ToHashSet(StringComparer.Ordinal);
        var layer = Layers.SelectMany(l => Book(l).Rules).Select(r => r.Rule).ToHashSet(StringComparer.Ordinal);

        Book(name).Rules.Where(r => r.Kind is not ("soothing" or "position") && !layer.Contains(r.Rule) && !rung.Contains(r.Rule)).Select(r => r.Rule).ShouldBeEmpty();
    }

    /// <summary>What one team's book forbids, another's encourages: each keeps its own (K-01, K-02, K-04, K-05, K-12, K-22, K-25).</summary>
    [Theory]
    [InlineData("好的哦，您稍等", "pre-sales-handbook", "fillers", "hotline-400")]
    [InlineData("亲，请稍等", "call-centre-24h", "form_of_address", "kitchen-appliance-shop")]
    [InlineData("48小时内一定发货", "home-textile-shop", "date_promise", "mural-shop")]
    [InlineData("我帮您申请个优惠价", "milk-powder-shop", "bargains", "childrens-wear-shop")]
    [InlineData("加我微信 abc12345", "hotline-400", "contact_outside", "property-desk")]
    [InlineData("是我们的责任，我们赔", "mural-shop", "admits_loss", "visitor-etiquette")]
    [InlineData("拆封了也能退", "milk-powder-shop", "return_without_condition", "childrens-wear-shop")]
    public void Contradictions_between_teams_are_kept(string text, string forbids, string rule, string allows)
    {
        Book(forbids).Rung(text).ShouldContain(r => r.StartsWith(rule + ' ', StringComparison.Ordinal));
        Book(allows).Check(new GuardLine { Text = text }, GuardFacts.Unknown).Verdict.ShouldBeOneOf(GuardLevel.Pass, GuardLevel.Hint);
    }

    /// <summary>Cash for reviews and other accounts: common in the mural shop's book, a red line elsewhere (K-02, K-12).</summary>
    [Theory]
    [InlineData("收到货五星好评返现10元")]
    [InlineData("加我QQ 1234567 发您图")]
    public void The_mural_shop_asks_where_others_block(string text)
    {
        Book("mural-shop").Check(new GuardLine { Text = text }, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Confirm);
        Book("milk-powder-shop").Check(new GuardLine { Text = text }, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Block);
    }

    [Fact]
    public void Soothing_rings_from_the_third_time()
    {
        var book = Book("home-textile-shop");
        GuardVerdict After(int times) => book.Check(
            new GuardLine { Text = "抱歉，请您消消气", BuyerText = "你们太过分了", Earlier = [.. Enumerable.Repeat(new EarlierLine(IsBuyer: false, "抱歉，请您消消气"), times)] }, GuardFacts.Unknown);

        After(1).Hits.ShouldNotContain(h => h.Rule == "soothing");
        After(2).Hits.ShouldContain(h => h.Rule == "soothing");
    }

    [Fact]
    public void In_a_major_complaint_visitors_hear_one_position()
    {
        var facts = GuardFacts.Unknown with { Position = new AgreedPosition("退款并补偿50元", ["全额赔偿"]) };

        Book("visitor-etiquette").Rung("我们补偿您200元", facts).ShouldContain(r => r.StartsWith("own_decision Confirm", StringComparison.Ordinal));
        Book("visitor-etiquette").Rung("我们退款并补偿50元", facts).ShouldBeEmpty();
    }

    private static readonly string[] Layers = ["red-lines", "sector-food", "sector-infant-food", "sector-medical"];

    private static GuardBook Book(string name) => GuardTale.Compile(File.ReadAllText(Path.Combine(RulesBench.Folder, name + ".yaml")));

    private static GuardVerdict Verdict(GuardBook book, string[] row) =>
        book.Check(new GuardLine { Text = row[1], BuyerText = row.ElementAtOrDefault(2) is { Length: > 0 } buyer ? buyer : null, Sender = row.ElementAtOrDefault(3) }, GuardFacts.Unknown);

    private static bool Holds(string expected, GuardVerdict verdict) => expected switch
    {
        "-" => verdict.Hits.Count == 0,
        "calm" => verdict.Verdict < GuardLevel.Confirm,
        _ when expected.StartsWith("not ", StringComparison.Ordinal) => verdict.Hits.All(h => h.Rule != expected[4..]),
        _ => verdict.Hits.Any(h => string.Equals($"{h.Rule} {h.Level}", expected, StringComparison.OrdinalIgnoreCase)),
    };
}
