using NodaTime;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Tests.Floor;

public sealed class AccountTests
{
    private static readonly LocalDate Today = new(2026, 11, 11);
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 11, 0, 0);

    // The turn counts from the beginning of time in steps of a minute: 2026-11-11 00:00 UTC is a whole multiple of three minutes.
    [Theory]
    [InlineData(0, "一")]
    [InlineData(59, "一")]
    [InlineData(60, "二")]
    [InlineData(119, "二")]
    [InlineData(120, "三")]
    [InlineData(180, "一")]
    [InlineData(86_400, "一")]
    public void Texts_take_turns_by_the_clock_and_not_by_who_looks(int seconds, string text)
    {
        var now = Start + Duration.FromSeconds(seconds);

        var shown = AccountRules.ShownAt(Of(["一", "二", "三"]), Duration.FromMinutes(1), Today, now);

        shown!.Value.Text.ShouldBe(text);
        shown.Value.Until.ShouldBe(Start + Duration.FromSeconds(((seconds / 60) + 1) * 60));
    }

    [Fact]
    public void One_text_or_a_book_without_a_turn_shows_the_first_for_good()
    {
        AccountRules.ShownAt(Of(["一"]), Duration.FromMinutes(1), Today, Start).ShouldBe(("一", null));
        AccountRules.ShownAt(Of(["一", "二"]), null, Today, Start).ShouldBe(("一", null));
        AccountRules.ShownAt(Of([]), Duration.FromMinutes(1), Today, Start).ShouldBeNull();
    }

    [Theory]
    [InlineData(10, 10, "ended", false)]
    [InlineData(10, 11, "", true)]
    [InlineData(11, 20, "", true)]
    [InlineData(12, 20, "", false)]
    public void A_promotion_is_told_of_within_its_days_and_flagged_after_them(int from, int to, string flag, bool isShown)
    {
        var fields = Of(["双十一满减"]) with { Carries = Offer.Promotion, OfferName = "双十一", From = new LocalDate(2026, 11, from), To = new LocalDate(2026, 11, to), Friends = Friends.Free };

        string.Join(' ', AccountRules.Flags(fields, Strict, Today)).ShouldBe(flag);
        (AccountRules.ShownAt(fields, null, Today, Start) is not null).ShouldBe(isShown);
    }

    [Fact]
    public void What_the_book_does_not_ask_for_is_not_flagged()
    {
        AccountRules.Flags(Of([]), Strict, Today).ShouldBe(["missing", "unknown"]);
        AccountRules.Flags(Of(["好"]) with { Friends = Friends.Verify }, Strict, Today).ShouldBe(["bare", "verify"]);
        AccountRules.Flags(Of([]), FloorRules.None, Today).ShouldBeEmpty();
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "texts", "long" }, { "texts", "many" }, { "carries", "bare" }, { "offer", "nameless" }, { "to", "endless" }, { "to", "backwards" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_refused_by_field(string field, string what)
    {
        var good = Of(["好"]) with { Carries = Offer.Promotion, OfferName = "双十一", From = Today, To = Today };
        var fields = what switch
        {
            "long" => good with { Texts = [new string('字', AccountRules.TextLength + 1)] },
            "many" => good with { Texts = [.. Enumerable.Range(0, AccountRules.MostTexts + 1).Select(i => $"{i}")] },
            "bare" => good with { Carries = null },
            "nameless" => good with { OfferName = " " },
            "endless" => good with { To = null },
            "backwards" => good with { From = Today.PlusDays(1) },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        AccountRules.Clean(good, Strict).Refusal.ShouldBeNull();
        AccountRules.Clean(fields, Strict).Refusal.ShouldBeOfType<AccountFieldWrong>().Field.ShouldBe(field);
    }

    [Fact]
    public void Empty_lines_go_and_a_product_has_no_days()
    {
        var kept = AccountRules.Clean(Of([" 好 ", "", " 行\n吗 "]) with { Carries = Offer.Product, OfferName = " 背景墙 ", From = Today, To = Today }, Strict).Value;

        kept.Texts.ShouldBe(["好", "行 吗"]);
        (kept.OfferName, kept.From, kept.To).ShouldBe(("背景墙", null, null));
    }

    private static FloorRules Strict => FloorRules.None with { NeedsSignature = true, SignatureCarriesOffer = true, FriendsAreFree = true };

    private static AccountFields Of(IReadOnlyList<string> texts) => new(texts, null, null, null, null, null);
}
