using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Nearby;
using Zhanggui.Guard.Overview;
using Zhanggui.Guard.Rules;
using Zhanggui.Tests.Guard;
using Zhanggui.Tests.Rules;
using GuardTale = Zhanggui.Tests.Guard.GuardTale;

namespace Zhanggui.Tests.Guarding;

public sealed class NearMissTests
{
    private const string Book = """
        transfer:
          kind: payment
          level: block
          words: [转账到银行卡, 私下交易|私下付款]
          except: [不要转账到您银行卡]
        promise:
          kind: promise
          level: confirm
          words: [保证…4到货]
        hint:
          kind: words
          level: hint
          words: [大概差不多吧]
        short:
          kind: words
          level: block
          words: [蠢货, 加…3薇]
        """;

    [Theory]
    [InlineData("转账到您银行卡", "transfer 转账到您银行卡")] // two between
    [InlineData("转账到银卡", "transfer 转账到银卡")] // one missing
    [InlineData("私下里交易", "transfer 私下里交易")]
    [InlineData("保证您这边三四天之内到货", "promise 保证您这边三四天之内到货")] // a gap three times as wide
    [InlineData("到货时间我保证", "promise 到货时间我保证")] // the other way round
    [InlineData("转账到银行卡", "")] // rings
    [InlineData("保证明天到货", "")] // rings
    [InlineData("到货了。我保证好用", "")] // another sentence
    [InlineData("不要转账到您银行卡", "")] // excepted
    [InlineData("大概差不多", "")] // only a hint
    [InlineData("加一点点蔷薇", "")] // a single character at a distance says nothing
    [InlineData("蠢", "")]
    [InlineData("您好，在的", "")]
    public void Close_is_wider_turned_round_or_one_short(string text, string near) =>
        string.Join(' ', new NearMisses(Rules() with { Closeness = Usual }).Of(new GuardLine { Text = text }).Select(n => $"{n.Rule} {n.Slice}")).ShouldBe(near);

    [Fact]
    public void Nothing_is_close_where_the_book_does_not_say_how_close()
    {
        new NearMisses(Rules()).Of(new GuardLine { Text = "转账到您银行卡" }).ShouldBeEmpty();
        FrequentPhrases.Of([(Guid.NewGuid(), "走闲鱼那边"), (Guid.NewGuid(), "走闲鱼那边")], [], new Closeness()).ShouldBeEmpty();
    }

    [Fact]
    public void Looser_book_of_the_preset_stays_small_and_quick()
    {
        var rules = GuardSection.Section.Read(new Zhanggui.Rules.Contracts.SectionValues(RulesBench.HouseReader.Read(File.ReadAllText(Path.Combine(RulesBench.Folder, "new-shop.yaml"))).Effective!.Sections["guard"], GuardSection.Section.Root));
        LooseSayings.Of(rules).Rules.Sum(r => r.Words.Count).ShouldBeInRange(100, 20_000);
        var near = new NearMisses(rules);
        foreach (var text in new[] { "您好，这款墙布每平 128 元，包邮", "做好以后三天左右发货，请您放心", "好的，我帮您改尺寸", "请稍等，我问一下仓库" })
        {
            near.Of(new GuardLine { Text = text }).ShouldBeEmpty(text);
        }
    }

    [Fact]
    public void Phrases_of_several_conversations_are_told_once_and_the_longest()
    {
        var (one, two, three) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var found = FrequentPhrases.Of([(one, "您走闲鱼那边下单吧"), (two, "走闲鱼那边也行"), (two, "走闲鱼那边"), (three, "今天天气很好"), (one, "您转账到银行卡"), (two, "转账到银行卡")], ["转账到银行卡"], Usual);
        found.ShouldHaveSingleItem().ShouldBe(new FrequentPhrase("走闲鱼那边", 2, new[] { one, two }.Min()));
    }

    [Fact]
    public void Busy_is_the_upper_third_of_the_hours_by_messages_a_head()
    {
        var start = Instant.FromUtc(2026, 11, 20, 1, 0);
        (Instant, long, long)[] said = [(At(0), 100, 2), (At(1), 90, 1), (At(2), 20, 1), (At(3), 10, 1), (At(4), 4, 2), (At(5), 30, 1)];
        var parts = BusyHours.Of(said, new Dictionary<Instant, long> { [At(1)] = 9, [At(0)] = 1, [At(4)] = 7 });
        parts.Select(p => $"{p.Part} {p.Hours} {p.Messages} {p.Rang} {p.Per100:0.##}").ShouldBe(["busy 2 190 10 5.26", "middle 2 50 0 0", "idle 2 14 7 50"]);
        BusyHours.Of(said[..2], new Dictionary<Instant, long>()).ShouldBeEmpty();

        Instant At(int hour) => start + Duration.FromHours(hour);
    }

    private static readonly Closeness Usual = new() { Wider = 3, Between = 2, LeastWord = 4, LeastPhrase = 4, MostPhrase = 10, Talks = 2, AlikePercent = 50 };

    private static GuardRules Rules() =>
        GuardSection.Section.Read(new Zhanggui.Rules.Contracts.SectionValues(RulesBench.HouseReader.Read(GuardTale.Text(Book)).Effective!.Sections["guard"], GuardSection.Section.Root));
}
