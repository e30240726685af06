using NodaTime;
using Zhanggui.Reception.Companion;

namespace Zhanggui.Tests.Companion;

/// <summary>What a paste from a platform's chat window says, and what it does not.</summary>
public sealed class PastedTalkTests
{
    private static readonly IReadOnlySet<string> OwnNames = new HashSet<string>(StringComparer.Ordinal) { "客服小林" };

    [Theory]
    [InlineData("有发票吗", "tb_a", "Buyer|有发票吗")]
    [InlineData("有发票吗\n还有别的吗", "tb_a", "Buyer|有发票吗\n还有别的吗")]
    [InlineData("尺寸：\n3米\n颜色：\n米白", "tb_a", "Buyer|尺寸：\n3米\n颜色：\n米白")] // known names only: these are the buyer's own words
    [InlineData("tb_a 2026-11-23 10:01:22\n有发票吗", "tb_a", "Buyer|有发票吗")]
    [InlineData("tb_a(2026-11-23 10:01:22):\n有发票吗\n山月旗舰店:小林(2026-11-23 10:01:30):\n有的", null, "Buyer|有发票吗;Own|有的")]
    [InlineData("tb_a\n2026-11-23 10:01:22\n有发票吗", "tb_a", "Buyer|有发票吗")]
    [InlineData("客服小林 2026-11-23 10:01:22\n在的", "tb_a", "Own|在的")]
    [InlineData("tb_a 10:01\n有发票吗\n客服小林 10:02\n有的", "tb_a", "Buyer|有发票吗;Own|有的")]
    [InlineData("tb_a 2026-11-23 10:01:22\n\n已读\ntb_a 2026-11-23 10:01:25\n在吗\n未读", "tb_a", "Buyer|在吗")]
    [InlineData("tb_b 2026-11-23 10:01:22\n在吗", "tb_a", "Buyer|在吗")] // of tb_b: the paste says so
    [InlineData("tb_b 2026-11-23 10:01:22\n在吗\ntb_a 2026-11-23 10:01:23\n在", "tb_a", "Unclear|在吗;Buyer|在")]
    [InlineData("先说一句\ntb_a 2026-11-23 10:01:22\n在吗", "tb_a", "Unclear|先说一句;Buyer|在吗")]
    [InlineData("2026-11-23 10:01:22\n在吗", "tb_a", "Buyer|2026-11-23 10:01:22\n在吗")]
    [InlineData("送货 2026-10-03 14:00\n可以吗", "tb_a", "Buyer|送货 2026-10-03 14:00\n可以吗")]
    [InlineData(" \r\n ", "tb_a", "")]
    public void Lines_of_a_paste(string pasted, string? buyer, string said) =>
        string.Join(';', Read(pasted, buyer).Lines.Select(l => $"{l.Side}|{l.Text}")).ShouldBe(said);

    [Theory]
    [InlineData("tb_a 2026-11-23 10:01:22\n在吗", true, "tb_a")] // the own names are known, so the other one is the buyer's
    [InlineData("tb_a 2026-11-23 10:01:22\n在吗", false, null)] // it might be the agent's own name
    [InlineData("tb_a 2026-11-23 10:01:22\n在吗\ntb_b 2026-11-23 10:01:30\n在的", true, null)]
    [InlineData("山月:小林 --> tb_a 2026-11-23 10:01:30\n在的", false, "tb_a")]
    [InlineData("在吗", true, null)]
    public void Buyer_is_recognised_only_where_the_paste_says_so(string pasted, bool knowsOwn, string? buyer) =>
        PastedTalk.Read(pasted, new PasteHints(null, knowsOwn ? OwnNames : new HashSet<string>(), new Dictionary<string, PastedSide>(), null)).Buyer.ShouldBe(buyer);

    [Fact]
    public void Time_beside_the_name_is_kept_and_one_that_is_none_is_not()
    {
        Read("tb_a 2026-1-5 9:01:22\n在吗", "tb_a").Lines[0].Stated.ShouldBe(new LocalDateTime(2026, 1, 5, 9, 1, 22));
        Read("tb_a 2026-13-45 25:61:99\n在吗", "tb_a").Lines[0].Stated.ShouldBeNull();
        Read("tb_a 10:01\n在吗", "tb_a").Lines[0].Stated.ShouldBeNull();
    }

    [Fact]
    public void Stranger_is_named_when_the_buyer_at_hand_does_not_speak()
    {
        var asked = PastedTalk.Read("tb_b 2026-11-23 10:01:22\n在吗", new PasteHints("tb_a", new HashSet<string>(), new Dictionary<string, PastedSide>(), null));
        (asked.Stranger, asked.Buyer, asked.IsClear).ShouldBe(("tb_b", "tb_a", false)); // nobody knows whether tb_b is one of us
        Read("tb_b 2026-11-23 10:01:22\n在吗", "tb_a").Buyer.ShouldBe("tb_b");
        Read("客服小林 2026-11-23 10:01:22\n在的", "tb_a").Buyer.ShouldBe("tb_a");
        Read("tb_b 2026-11-23 10:01:22\n在吗\ntb_a 2026-11-23 10:01:23\n在", "tb_a").Stranger.ShouldBeNull();
        Read("tb_a 2026-11-23 10:01:22\n在吗", "tb_a").IsClear.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\u0000\u0007在\u200D吗\r\n\r\n好\u001B[31m", "在\u200D吗\n\n好[31m")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public void Control_characters_go_and_words_stay(string pasted, string kept) => PastedTalk.Clean(pasted).ShouldBe(kept);

    private static PastedTalk Read(string pasted, string? buyer) => PastedTalk.Read(pasted, new PasteHints(buyer, OwnNames, new Dictionary<string, PastedSide>(), null));
}
