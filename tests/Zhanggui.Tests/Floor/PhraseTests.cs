using System.Text;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Phrases;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Floor;

public sealed class PhraseTests
{
    private static readonly PersonId Me = new(Guid.CreateVersion7());
    private static readonly LocalDate Day = new(2026, 3, 10);

    [Theory]
    [InlineData("发货", "fa huo")]
    [InlineData("7天无理由", "7 tian wu/mo li you")]
    [InlineData("iPhone 壳", "iphone ke/qiao")]
    [InlineData("，。！", "")]
    [InlineData("绿色", "lu/lv se/shai")]
    public void A_text_has_the_sound_of_its_characters(string text, string sound) =>
        Sounds(Pinyin.Of(text)).ShouldBe(Sounds(sound));

    [Theory]
    [InlineData("您好 {买家}", "买家")]
    [InlineData("单号 {单号}，快递 {快递}", "单号")]
    [InlineData("见 {附件} 里的 {订单号}", "订单号")]
    [InlineData("集合 {1,2,3}", null)]
    [InlineData("写成 { 买家 }", null)]
    [InlineData("没有", null)]
    public void Words_with_a_known_place_left_open_are_found(string text, string? open) => PhraseRules.OpenVariable(text).ShouldBe(open);

    [Theory]
    [InlineData("", "好", "组", null, "title")]
    [InlineData("问", " ", "组", null, "text")]
    [InlineData("问", "好", "", null, "group")]
    [InlineData("问", "好", "组", "a b", "code")]
    [InlineData("问", "好", "组", "/FH", null)]
    public void Fields_that_cannot_be_kept_are_named(string title, string text, string group, string? code, string? wrong)
    {
        var clean = PhraseRules.Clean(Fields(title, text, group, code));

        clean.Refusal?.Field.ShouldBe(wrong);
        clean.IsDone.ShouldBe(wrong is null);
        if (clean.IsDone)
        {
            clean.Value.Code.ShouldBe("fh");
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void The_last_day_of_a_phrase_still_counts(int days, bool isExpired) =>
        PhraseRules.IsExpired(Fields("问", "好", "组", null) with { ExpiresOn = Day.PlusDays(days) }, Day).ShouldBe(isExpired);

    [Theory]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(-5, -1, false)]
    public void Due_is_what_should_have_been_looked_through_and_has_not_ended(int review, int? expires, bool isDue) =>
        PhraseRules.IsDue(Fields("问", "好", "组", null) with { ReviewOn = Day.PlusDays(review), ExpiresOn = expires is { } d ? Day.PlusDays(d) : null }, Day).ShouldBe(isDue);

    [Fact]
    public void A_file_says_what_each_line_would_do_and_doing_it_twice_changes_nothing()
    {
        const string text = "分组,短码,问题,内容,复核日期,到期日期\n快递,fh,什么时候发货,今天发,2026-04-01,\n快递,,到哪了,\"第一行\n第二行\",,2026/5/1\n快递,fh,又一条,好,,\n快递,x,坏日期,好,明天,\n,y,没有分组,好,,\n";
        var there = new List<Phrase>();

        var first = Read(text, there);
        first.Select(l => l.Does).ShouldBe([PhraseLineDoes.Add, PhraseLineDoes.Add, PhraseLineDoes.Wrong, PhraseLineDoes.Wrong, PhraseLineDoes.Wrong]);
        first[1].Text.ShouldBe("第一行\n第二行");
        first[1].Fields!.ExpiresOn.ShouldBe(new LocalDate(2026, 5, 1));

        there.AddRange(first.Where(l => l.Fields is not null).Select(l => new Phrase(Guid.CreateVersion7(), default, l.Fields!, 1, Me, default, false, 0, null)));
        Read(text, there).Take(2).ShouldAllBe(l => l.Does == PhraseLineDoes.Nothing);
        Read(text.Replace("今天发", "明天发", StringComparison.Ordinal), there)[0].Does.ShouldBe(PhraseLineDoes.Change);
    }

    private static IReadOnlyList<PhraseLine> Read(string text, IReadOnlyList<Phrase> there)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        TableFile.TryOpen(stream, "a.csv", null, out var file, out _).ShouldBeTrue();
        using (file)
        {
            return PhraseFile.Read(file!, PhraseLevel.Shop, null, Me, there, null).Lines;
        }
    }

    private static PhraseFields Fields(string title, string text, string group, string? code) => new(PhraseLevel.Shop, null, Me, group, code, title, text, null, null);

    private static IEnumerable<string> Sounds(string sound) => sound.Split(' ').Select(part => string.Join('/', part.Split('/').Order(StringComparer.Ordinal)));
}
